import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, inject, onTestFinished, test } from 'vitest'
import { urlOf } from './prepare-database.ts'
import { checkServer } from './server-check.ts'

const adminUrl = inject('adminUrl')

/** A port on which nothing, or nothing but `answer`, is said. */
async function portThat(answer: 'refuses' | 'hangs up'): Promise<number> {
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise((resolve) => void server.close(resolve))
  if (answer === 'refuses') await close()
  else onTestFinished(async () => void (await close()))
  return port
}

const failureOf = (url: string): Promise<string> =>
  checkServer(url).then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

test('a server that can be used is accepted', async () => {
  await expect(checkServer(adminUrl)).resolves.toBeUndefined()
})

test('what is wrong with an address is said in one sentence without its password', async () => {
  const { hostname, port, password } = new URL(adminUrl)
  const place = `host ${hostname}, port ${port}`
  expect(await failureOf(urlOf(adminUrl, { password: 'sesame' }))).toBe(
    `DATABASE_URL cannot be used: the user name or password is wrong (${place}, database postgres).`,
  )
  expect(await failureOf(urlOf(adminUrl, { database: 'nowhere' }))).toBe(
    `DATABASE_URL cannot be used: the server has no database of that name, so make it there or name another (${place}, database nowhere).`,
  )
  for (const answer of ['refuses', 'hangs up'] as const) {
    const other = await portThat(answer)
    const message = await failureOf(adminUrl.replace(`:${port}/`, `:${other}/`))
    expect(message).toMatch(
      /^DATABASE_URL cannot be used: [^:]+ \(host 127\.0\.0\.1, port \d+, database postgres\)\.$/,
    )
    expect(message).toContain(answer === 'refuses' ? 'nothing answers' : 'it is not a PostgreSQL address')
    expect(message).not.toContain(password)
  }
})
