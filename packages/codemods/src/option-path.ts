/** One step into the options: a property, or the element of a list whose property has a value. */
export type OptionStep = { readonly property: string } | { readonly where: string; readonly is: string };

/** The steps of a path such as `environments[name=prod].certificate`. Throws when it is none. */
export function optionPath(text: string): OptionStep[] {
  const steps: OptionStep[] = [];
  let rest = text;
  while (rest !== '') {
    const property = /^\.?([A-Za-z_$][\w$]*)/.exec(rest);
    const element = /^\[([A-Za-z_$][\w$]*)=([^\]]+)\]/.exec(rest);
    if (element && steps.length > 0) {
      steps.push({ where: element[1], is: element[2] });
    } else if (property && property[0].startsWith('.') === steps.length > 0) {
      steps.push({ property: property[1] });
    } else {
      throw new Error(`Not a path of options: ${text}. Example: environments[name=prod].certificate`);
    }
    rest = rest.slice((element ?? property)![0].length);
  }
  if (steps.length === 0 || 'where' in steps[steps.length - 1]) {
    throw new Error(`A path of options ends with a property: ${text}`);
  }
  return steps;
}
