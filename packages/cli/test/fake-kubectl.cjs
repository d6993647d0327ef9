#!/usr/bin/env node
// As much of kubectl as the commands use, with kubectl 1.32's words. The stub cluster's address is in STUB_CLUSTER.
const http = require('node:http');

const args = process.argv.slice(2).filter((arg, i, all) => !arg.startsWith('--request-timeout') && arg !== '--context' && all[i - 1] !== '--context');
if (args[0] === 'config') {
  console.log('stub');
  process.exit();
}
if (process.env.STUB_UNTRUSTED) {
  fail('Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority');
}
const post = args[0] === 'create';
if (args[1] !== '--raw' || (!post && args[0] !== 'get')) {
  fail('error: only raw requests');
}
const WORDS = {
  400: '(BadRequest): the server rejected our request for an unknown reason',
  403: '(Forbidden): body',
  404: '(NotFound): the server could not find the requested resource',
  409: post ? '(AlreadyExists): the server reported a conflict' : '(Conflict): the server reported a conflict',
  429: '(TooManyRequests): the server has received too many requests and has asked us to try again later',
  500: '(InternalError): an error on the server ("body") has prevented the request from succeeding',
  503: '(ServiceUnavailable): the server is currently unable to handle the request',
};
const request = http.request(process.env.STUB_CLUSTER + args[2], { method: post ? 'POST' : 'GET' }, (response) => {
  let body = '';
  response.on('data', (chunk) => {
    body += chunk;
  });
  response.on('error', () => fail('error: unexpected EOF'));
  response.on('end', () => {
    if (response.statusCode === 200) {
      process.stdout.write(body);
    } else if (response.statusCode === 401) {
      fail('error: You must be logged in to the server (the server has asked for the client to provide credentials)');
    } else {
      fail(`Error from server ${WORDS[response.statusCode]}`);
    }
  });
});
request.on('error', () => fail('Unable to connect to the server: EOF'));
if (post) {
  process.stdin.pipe(request);
} else {
  request.end();
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
