import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../faults/hub-process.ts'

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url))
const PATIENCE_MS = 300_000
const LOOK_EVERY_MS = 200

const person = {
  email: 'odile@tide-and-fennel.example',
  name: 'Odile Tremblay',
  password: 'Copper-kettle-58-lanterns',
  organizationName: 'Tide and Fennel',
  acceptTerms: true,
  timeZone: 'Europe/Dublin',
}

/** What stands on the dashboard: enough that it looks like a day at work. */
const tasks = [
  { title: 'Order flour from the mill', status: 'todo', priority: 'high', dueOn: '2092-03-14' },
  { title: 'Write the autumn menu', status: 'doing', priority: 'normal', dueOn: '2092-03-20' },
  { title: 'Answer the harbor festival', status: 'waiting', priority: 'normal', dueOn: '2092-04-02' },
  { title: 'Repair the proving drawer', status: 'todo', priority: 'low', dueOn: null },
]

export interface RunningHub {
  /** Of the signed-in person's organization. */
  dashboard: string
  signIn: string
  /** The cookies of a new sign-in, as a browser sends them. */
  newCookies: () => Promise<string>
  stop: () => Promise<void>
}

/** `npm start` on an empty state folder, with a person who has an organization and a few tasks. */
export async function startHub(): Promise<RunningHub> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-page-'))
  // PostgreSQL may run as another user, who must be able to enter.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const hub = spawn(process.execPath, [join(PROJECT, 'scripts', 'boot.mjs'), 'start'], {
    cwd: PROJECT,
    env: { ...process.env, PORT: String(port), HUB_STATE_DIR: join(folder, 'state') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [hub.stdout, hub.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-2_000)))
  const stop = async () => {
    if (hub.exitCode === null && hub.signalCode === null) {
      const ended = once(hub, 'exit')
      hub.kill('SIGTERM')
      await ended
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const begin = performance.now()
    while (!(await isReady(origin))) {
      if (hub.exitCode !== null || performance.now() - begin > PATIENCE_MS)
        throw new Error(`The hub did not start:\n${said}`)
      await sleep(LOOK_EVERY_MS)
    }
    const { newCookies, slug } = await settleIn(origin)
    return { dashboard: `${origin}/o/${slug}`, signIn: `${origin}/sign-in`, newCookies, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function isReady(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/health/ready`, { signal: AbortSignal.timeout(2_000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

/** Signs up, confirms the address by the link in the mail, and writes the tasks down. */
async function settleIn(origin: string): Promise<{ slug: string; newCookies: () => Promise<string> }> {
  const headers = { origin, 'x-hub-csrf': '1', 'content-type': 'application/json' }
  const post = async (path: string, body: unknown, more: Record<string, string> = {}) => {
    const response = await fetch(origin + path, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response
  }
  await post('/trpc/auth.register', person)
  await post('/trpc/auth.verifyEmail', { token: await mailedToken(origin) })
  const newCookies = async () => {
    const { email, password } = person
    const response = await post('/auth/login', { email, password, remember: true })
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0])
      .join('; ')
  }
  const cookie = await newCookies()
  const slug = 'tide-and-fennel'
  for (const task of tasks) await post('/trpc/modules.ops.tasks.create', task, { cookie, 'x-hub-org': slug })
  return { slug, newCookies }
}

async function mailedToken(origin: string): Promise<string> {
  for (let look = 0; look < PATIENCE_MS / LOOK_EVERY_MS; look += 1) {
    const response = await fetch(`${origin}/dev/mail.json`)
    // The shape is that of apps/server/src/mail/dev-mailbox.ts.
    const { items } = (await response.json()) as { items: { to: string; action?: { url: string } }[] }
    const url = items.find(({ to }) => to === person.email)?.action?.url
    const token = url === undefined ? null : new URL(url).searchParams.get('token')
    if (token !== null) return token
    await sleep(LOOK_EVERY_MS)
  }
  throw new Error('The mail with the link did not come.')
}
