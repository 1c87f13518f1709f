import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EXIT, UsageError } from './output.ts'

/** By its path, since the product imports nothing that is for tests. */
const PROGRAM = fileURLToPath(new URL('../../../../packages/api/src/testing/stand-ins.ts', import.meta.url))

/** Runs services that stand in for those outside until somebody ends them. Answers the exit code. */
export async function runStandIns(port: string | undefined): Promise<number> {
  if (!existsSync(PROGRAM)) throw new UsageError('The stand-ins are not part of this folder.')
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new UsageError(`${port} is no port.`)
  const args = port === undefined ? [] : ['--port', port]
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: 'inherit' })
  // Ctrl+C reaches the child as well; this process waits for it.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  const [code] = (await once(child, 'exit')) as [number | null]
  return code === null ? EXIT.refused : code
}
