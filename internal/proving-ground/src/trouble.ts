/** What the person at the machine can put right; printed without a stack. */
export class Trouble extends Error {
  /** @param exitCode as of the product: 2 a wrong command line, 3 an outside system failed */
  public constructor(
    message: string,
    public readonly exitCode: 2 | 3 = 3,
  ) {
    super(message);
  }
}

/** Nothing is wrong, but the ground cannot be made here, or not in the time that there is. */
export class Obstacle extends Trouble {}

/** What a tool printed, in the words of its remedy where that is known. */
export function troubleOf(what: string, output: string): Trouble {
  const lines = output.trim().split('\n').slice(-12).join('\n');
  const remedy = REMEDIES.find(([pattern]) => pattern.test(output))?.[1];
  return new Trouble([what, lines, ...(remedy ? [remedy] : [])].join('\n'));
}

const REMEDIES: [RegExp, string][] = [
  [
    /no space left on device/i,
    'The disk is full: make room (the Go build cache, `go clean -cache`, is the largest), then run it again. What is built is kept.',
  ],
  [
    /dial tcp|no such host|connection refused|i\/o timeout|TLS handshake|proxyconnect|50[234] /i,
    'The Go module proxy cannot be reached: look at `go env GOPROXY` and at the network, then run it again. What is built is kept.',
  ],
  [/requires go >= /i, 'The Go of this machine is too old for it.'],
  [/signal: killed|cannot allocate memory/i, 'There was not enough memory.'],
];
