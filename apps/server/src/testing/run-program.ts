import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { processEnv } from '../cli/env.ts'

export interface Ended {
  code: unknown
  out: string
  err: string
}

/** Programs of tests find what is compiled already, as those that a person starts do; the rest of their environment is a test's own. */
export const compiled = Object.fromEntries(
  Object.entries(processEnv()).filter(([name]) => name === 'NODE_COMPILE_CACHE'),
)

/** Runs an entry of the hub, in this environment alone, to its end. */
export async function runProgram(
  entry: URL,
  args: string[],
  { env, input = '', uid }: { env: NodeJS.ProcessEnv; input?: string; uid?: number },
): Promise<Ended> {
  const child = spawn(process.execPath, [fileURLToPath(entry), ...args], {
    env: { ...compiled, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Another user than ours, as far as we may choose one.
    ...(uid !== undefined && { uid, gid: uid }),
  })
  child.stdin.end(input)
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, out, err }
}
