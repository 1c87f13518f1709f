import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasRedisServer, serveS3, startRedisServer } from '@hub/api/testing'
import { startEmbedded } from '@hub/db/embedded'
import { TEST_SECRET } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { runHub } from '../../testing/run-hub.ts'
import type { ProgramHub } from '../../testing/serve-for-programs.ts'
import { examine } from './doctor.ts'
import { partOf, startPatient } from './testing.ts'
import type { Patient } from './testing.ts'

/** Of a process that has ended: the system gives out no number this high. */
const NOBODY = 4_999_999

let served: ProgramHub
let patient: Patient
beforeAll(async () => {
  patient = await startPatient()
  served = patient.served
})
afterAll(() => served.stop())
beforeEach(() => patient.restore())

const look: Patient['look'] = (...wish) => patient.look(...wish)

async function listening(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port // a TCP server's address is never a pipe's name
}

describe('hub doctor looks at the state folder', () => {
  test('and closes with --fix what is private, makes what is missing, takes away what killed starts left', async () => {
    const at = (name: string) => join(served.stateDir, name)
    writeFileSync(at('hub.secret'), 'x', { mode: 0o644 })
    mkdirSync(at(`pg18.init-${NOBODY}-0123abcd`))
    writeFileSync(at(`hub.secret.${NOBODY}`), 'draft')
    writeFileSync(at(`hub.secret.${process.ppid}`), 'of a process that runs')
    mkdirSync(at('files/avatar'), { recursive: true, mode: 0o700 })
    for (const name of ['old', 'new']) writeFileSync(at(`files/avatar/${name}.part`), '')
    utimesSync(at('files/avatar/old.part'), 0, 0)
    const before = await look()
    expect(partOf(before, 'rights')).toMatchObject({
      status: 'failure',
      found: 'other users can reach hub.secret (0644)',
    })
    expect(partOf(before, 'leftovers')?.found).toMatch(/^3 of starts or uploads that were killed/)
    const after = await look({}, { fix: true })
    expect(after.fixed).toEqual([
      'Closed hub.secret to other users.',
      expect.stringMatching(/^Removed /),
      expect.stringMatching(/^Removed /),
      expect.stringMatching(/^Removed /),
    ])
    expect(after.code).toBe(0)
    expect(statSync(at('hub.secret')).mode & 0o777).toBe(0o600)
    expect(existsSync(at(`hub.secret.${process.ppid}`))).toBe(true)
    expect(readdirSync(at('files/avatar'))).toEqual(['new.part'])
    rmSync(served.stateDir, { recursive: true })
    expect((await look({}, { fix: true })).fixed).toEqual([
      `Made the folder ${served.stateDir}.`,
      'Made the folder for files.',
    ])
  })

  test('and says that others can read a secret that the hub made for itself, before anything closes its file', async () => {
    const files = ['hub.secret', 'hub.secret.old'].map((name) => join(served.stateDir, name))
    for (const file of files) writeFileSync(file, TEST_SECRET, { mode: 0o644 })
    const report = await look({ HUB_SECRET: '' })
    expect(partOf(report, 'rights')).toMatchObject({
      status: 'failure',
      found: 'other users can reach hub.secret (0644), hub.secret.old (0644)',
    })
    expect(partOf(report, 'roles')?.status).toBe('ok')
    expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([0o644, 0o644])
    const { fixed } = await look({ HUB_SECRET: '' }, { fix: true })
    expect(fixed).toContain('Closed hub.secret to other users.')
    expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600])
  })

  test('and says how old the newest backup is, also of an encrypted one without its passphrase', async () => {
    rmSync(join(served.stateDir, 'backups'), { recursive: true })
    expect(partOf(await look(), 'backups')).toMatchObject({
      status: 'warning',
      found: 'no whole backup of this hub yet',
    })
    const env = { ...served.here, HUB_BACKUP_PASSPHRASE: 'sixteen letters or more' }
    const taken = await runHub(['backup', '--json'], { env })
    expect(JSON.parse(taken.out)).toMatchObject({ encrypted: true })
    expect(partOf(await look(), 'backups')).toMatchObject({ status: 'ok', found: 'the newest is 0 h old' })
  })

  test('and in a bucket, or why that cannot be read', async () => {
    const s3 = await serveS3()
    onTestFinished(() => s3.stop())
    const bucket = {
      HUB_BACKUP_TO: 's3://hub-files/nightly',
      HUB_BACKUP_S3_ENDPOINT: s3.endpoint,
      HUB_BACKUP_S3_REGION: s3.region,
      HUB_BACKUP_S3_ACCESS_KEY_ID: s3.accessKeyId,
      HUB_BACKUP_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    }
    expect(partOf(await look(bucket), 'backups')).toMatchObject({
      status: 'warning',
      found: 'no whole backup of this hub yet',
    })
    const env = { ...served.here, ...bucket }
    const taken = await runHub(['backup', '--json'], { env })
    expect(JSON.parse(taken.out)).toMatchObject({ path: expect.stringMatching(/^s3:.*\/hub-\w+$/) })
    expect(partOf(await look(bucket), 'backups')).toMatchObject({
      status: 'ok',
      found: 'the newest is 0 h old',
    })
    const { path } = JSON.parse(taken.out) as { path: string }
    const tried = await runHub(['restore', '--from', path, '--verify'], { env })
    expect(tried).toMatchObject({ code: 0, out: expect.stringContaining('The backup can be restored.') })
    const shut = await look({ ...bucket, HUB_BACKUP_S3_SECRET_ACCESS_KEY: 'hunter2' })
    expect(partOf(shut, 'backups')).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('refuses the secret of the key'),
    })
    expect(JSON.stringify(shut)).not.toContain('hunter2')
  })

  test('starts the built-in database for the look only where its folder is as it should be', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'hub-doctor-'))
    chmodSync(stateDir, 0o755)
    onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }))
    const here = { HUB_STATE_DIR: stateDir, HUB_SECRET: served.here.HUB_SECRET }
    const inspect = (fix = false) => examine({ source: here, fix, migrate: false })
    expect(partOf(await inspect(), 'database')).toMatchObject({
      status: 'warning',
      found: 'there is none yet',
    })
    const server = await startEmbedded({ stateDir })
    const running = await inspect()
    expect(partOf(running, 'database')).toMatchObject({ status: 'ok' })
    expect(partOf(running, 'migrations')).toMatchObject({ status: 'warning', found: 'none has run yet' })
    await server.stop()
    const data = readdirSync(stateDir).find((name) => /^pg\d+$/.test(name)) ?? ''
    const isStarted = () => existsSync(join(stateDir, data, 'postmaster.pid'))
    await expect.poll(isStarted, { timeout: 20_000 }).toBe(false)
    chmodSync(join(stateDir, data), 0o755)
    const refused = await inspect()
    expect(partOf(refused, 'database')).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('not started'),
    })
    const mended = await inspect(true)
    expect(mended.fixed).toContain(`Closed ${data} to other users.`)
    expect(partOf(mended, 'database')).toMatchObject({ status: 'ok' })
    await expect.poll(isStarted, { timeout: 20_000 }).toBe(false)
  })
})

describe('hub doctor looks at what the hub talks to', () => {
  test('and says hello to the mail server without sending', async () => {
    const said: string[] = []
    const port = await listening(
      createServer((socket) => {
        socket.write('220 mail.example ready\r\n')
        socket.on('data', (data) => {
          said.push(data.toString().split(/\s/)[0] ?? '')
          socket.write('250 hello\r\n')
        })
        socket.on('error', () => undefined)
      }),
    )
    const mail = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'hub@example.test' }
    expect(partOf(await look(mail), 'mail')).toMatchObject({ status: 'ok', found: '127.0.0.1 answers' })
    expect(said[0]).toBe('EHLO')
    expect(said.filter((word) => ['MAIL', 'RCPT', 'DATA'].includes(word))).toEqual([])
    const away = await look({ ...mail, SMTP_URL: 'smtp://127.0.0.1:1' })
    expect(partOf(away, 'mail')).toMatchObject({
      status: 'failure',
      found: expect.stringContaining('127.0.0.1 cannot be used: nothing answers there'),
      next: expect.stringContaining('SMTP_URL'),
    })
  })

  test('and finds the hub beside it where only a proxy knows its address', async () => {
    const { port } = new URL(served.hub.origin)
    writeFileSync(join(served.stateDir, 'hub.url'), 'https://hub.example.test')
    expect(partOf(await look({ PORT: port }), 'hub')?.found).toBe(`runs at http://localhost:${port}`)
    expect(partOf(await look({ PORT: '1' }), 'hub')?.found).toBe('does not run on this machine now')
  })

  test('and asks the provider of the model whether the key holds', async () => {
    const port = await listening(
      createHttpServer((request, reply) => {
        reply.writeHead(request.headers.authorization === 'Bearer good-key' ? 200 : 401).end('{}')
      }),
    )
    const asked = async (key: string) =>
      partOf(await look({ OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_API_KEY: key }), 'model')
    expect(await asked('good-key')).toMatchObject({ status: 'ok' })
    expect(await asked('stale-key')).toMatchObject({ status: 'failure', found: '127.0.0.1 refuses the key' })
  })

  test('and connects to Redis and NATS, where they are set', async () => {
    const away = await look({ REDIS_URL: 'redis://127.0.0.1:1', NATS_URL: 'nats://127.0.0.1:1' })
    for (const [name, setting] of [
      ['redis', 'REDIS_URL'],
      ['nats', 'NATS_URL'],
    ] as const)
      expect(partOf(away, name)).toMatchObject({
        status: 'warning',
        found: expect.stringContaining('127.0.0.1 cannot be used'),
        next: expect.stringContaining(`Correct ${setting}`),
      })
    expect(partOf(await look(), 'redis')).toBeUndefined()
  })

  test.skipIf(!hasRedisServer())('and knows a wrong password of Redis, and never shows one', async () => {
    const server = await startRedisServer('right')
    onTestFinished(() => server.stop())
    expect(partOf(await look({ REDIS_URL: server.url }), 'redis')).toMatchObject({
      status: 'ok',
      found: '127.0.0.1 answers',
    })
    const refused = partOf(await look({ REDIS_URL: server.url.replace('right', 'guessed') }), 'redis')
    expect(refused).toMatchObject({ status: 'warning', found: expect.stringContaining('WRONGPASS') })
    expect(JSON.stringify(refused)).not.toContain('guessed')
  })

  test('and to the bucket for files', async () => {
    const s3 = {
      S3_ENDPOINT: 'http://127.0.0.1:1',
      S3_BUCKET: 'hub-files',
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY: 'key',
    }
    expect(partOf(await look(s3), 'files')).toMatchObject({
      status: 'failure',
      found: expect.stringContaining('the bucket hub-files cannot be read'),
    })
  })
})
