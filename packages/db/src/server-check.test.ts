import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, inject, onTestFinished, test } from 'vitest'
import { urlOf } from './prepare-database.ts'
import { checkServer, reasonOf } from './server-check.ts'

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

test('what is wrong with an address is said with what to do, and without its password', async () => {
  const { hostname, port, password } = new URL(adminUrl)
  const place = `host ${hostname}, port ${port}`
  expect(await failureOf(urlOf(adminUrl, { password: 'sesame' }))).toBe(
    `DATABASE_URL cannot be used: the user name or password is wrong (${place}, database postgres). Correct them in the address.`,
  )
  expect(await failureOf(urlOf(adminUrl, { database: 'nowhere' }))).toBe(
    `DATABASE_URL cannot be used: the server has no database of that name (${place}, database nowhere). Make it there (create database), or name another.`,
  )
  for (const answer of ['refuses', 'hangs up'] as const) {
    const other = await portThat(answer)
    const message = await failureOf(adminUrl.replace(`:${port}/`, `:${other}/`))
    expect(message).toMatch(
      /^DATABASE_URL cannot be used: [^:]+ \(host 127\.0\.0\.1, port \d+, database postgres\)\. Start PostgreSQL there, or correct DATABASE_URL\.$/,
    )
    expect(message).toContain(answer === 'refuses' ? 'nothing answers' : 'it is not a PostgreSQL address')
    expect(message).not.toContain(password)
  }
})

/** A server that answers the first bytes of each caller with some of its own. */
async function serverSaying(answer: Buffer): Promise<string> {
  const server = createServer((socket) => socket.once('data', () => socket.end(answer)))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => void (await new Promise((resolve) => void server.close(resolve))))
  return `postgres://hub:sesame@127.0.0.1:${(server.address() as AddressInfo).port}/hub`
}

/** An error as PostgreSQL sends it. */
function refusal(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}

test('a server that wants TLS, or does not want this machine, is told apart from a wrong user', async () => {
  const entry = 'no pg_hba.conf entry for host "10.0.0.7", user "hub", database "hub"'
  expect(await failureOf(await serverSaying(refusal('28000', `${entry}, no encryption`)))).toContain(
    'Add ?sslmode=require behind the address for TLS',
  )
  expect(await failureOf(await serverSaying(refusal('28000', `${entry}, SSL encryption`)))).toContain(
    'the server does not let this user in from this machine (host 127.0.0.1,',
  )
})

test('files that are not there are named', async () => {
  const socket = 'postgres:///hub?host=/nowhere/at/all'
  expect(await failureOf(socket)).toBe(
    'DATABASE_URL cannot be used: no PostgreSQL has its socket in that folder (host /nowhere/at/all, port 5432, database hub). Start PostgreSQL there, or correct DATABASE_URL.',
  )
  expect(await failureOf(`${adminUrl}?sslmode=require&sslrootcert=/nowhere.pem`)).toMatch(
    /^DATABASE_URL cannot be used: a file that the address names cannot be read \(host /,
  )
})

test.each([
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'self-signed certificate; if the root CA is installed locally, try running',
    'does not know',
  ],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'sslrootcert=…'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', 'sslmode=no-verify'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames", 'for another name'],
  ['CERT_HAS_EXPIRED', 'certificate has expired', 'has run out'],
])('what is wrong with a certificate is told: %s', (code, message, words) => {
  const { found, next } = reasonOf(Object.assign(new Error(message), { code }))
  expect(found).toMatch(/^the certificate of the server /)
  expect(`${found}. ${next}`).toContain(words)
})
