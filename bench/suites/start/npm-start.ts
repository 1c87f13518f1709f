import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../faults/hub-process.ts'
import { withCleanup } from '../cleanup.ts'

const PATIENCE_MS = 600_000
const LOOK_EVERY_MS = 10

export interface StartOptions {
  project: string
  stateDir: string
  env?: NodeJS.ProcessEnv
  /** Each line it says, with the milliseconds since the start. */
  heard?: (line: string, ms: number) => void
}

/** Whether the page itself is served; a server that only listens is no answer. */
async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2_000) })
    return response.ok && (await response.text()).includes('<div id="root">')
  } catch {
    return false
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** `npm start` from nothing running to the first page; milliseconds. Stops it again. */
export async function timeNpmStart({ project, stateDir, env, heard }: StartOptions): Promise<number> {
  const port = await freePort()
  const begin = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: project,
    env: { ...(env ?? process.env), PORT: String(port), HUB_STATE_DIR: stateDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
      for (const line of text.split('\n')) heard?.(line, performance.now() - begin)
    })
  }
  return withCleanup(
    () => end(child),
    async () => {
      while (!(await answers(port))) {
        if (child.exitCode !== null) throw new Error(`npm start ended by itself:\n${said.slice(-4_000)}`)
        if (performance.now() - begin > PATIENCE_MS)
          throw new Error(`npm start took too long:\n${said.slice(-4_000)}`)
        await sleep(LOOK_EVERY_MS)
      }
      return performance.now() - begin
    },
  )
}
