import { Readable } from 'node:stream'
import { format } from 'node:util'
import { runCommand } from '../cli/run-command.ts'
import type { Ended } from './run-program.ts'

let before: Promise<unknown> = Promise.resolve()

/**
 * Runs a command as `hub` does once it has loaded, in this environment alone, but in this process, which has loaded it already: a
 * program of its own takes three seconds for that. What goes beside the console, the log, is not caught. One at a time.
 */
export async function runHub(
  args: string[],
  { env, input = '' }: { env: NodeJS.ProcessEnv; input?: string },
): Promise<Ended> {
  const run = async (): Promise<Ended> => {
    const said = { out: '', err: '' }
    const putBack = [
      replace(process, 'env', { ...env }),
      replace(process, 'stdin', Readable.from(input === '' ? [] : [Buffer.from(input)])),
      replace(console, 'log', (...words: unknown[]) => void (said.out += `${format(...words)}\n`)),
      replace(console, 'error', (...words: unknown[]) => void (said.err += `${format(...words)}\n`)),
      replace(process.stderr, 'write', (text: string) => ((said.err += text), true)),
    ]
    try {
      return { code: await runCommand(args), ...said }
    } finally {
      for (const back of putBack) back()
    }
  }
  const running = before.then(run)
  before = running.catch(() => undefined)
  return running
}

/** Another value of a property; returns what puts the first one back. */
function replace(owner: object, name: string, value: unknown): () => void {
  const own = Object.getOwnPropertyDescriptor(owner, name)
  Object.defineProperty(owner, name, { value, configurable: true, writable: true, enumerable: true })
  return () => {
    if (own) Object.defineProperty(owner, name, own)
    else Reflect.deleteProperty(owner, name)
  }
}
