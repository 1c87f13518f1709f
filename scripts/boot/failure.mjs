/** A problem the person at the keyboard can do something about; shown without a stack. */
export class Failure extends Error {}

/** Progress goes to stderr: the stdout of some commands belongs to a protocol or to another program. */
export function say(message) {
  process.stderr.write(`${message}\n`)
}
