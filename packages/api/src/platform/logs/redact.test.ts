import { randomBytes } from 'node:crypto'
import { errors } from 'jose'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { newApiKey } from '../access/api-key.ts'
import { logOptions } from './log.ts'
import { redactText } from './redact.ts'
import { withRequestScope } from '../calls/request-scope.ts'

const SECRET = 'Kaffee-und-9-Kuchen!'
const token = randomBytes(32).toString('base64url').replace(/^.{3}/, 'aB3')
const jwt = `eyJhbGciOiJFUzI1NiJ9.${Buffer.from('{"sub":"someone"}').toString('base64url')}.c2lnbmF0dXJl`

/** The lines a hub's log writes for what `work` logs. */
function lines(work: (log: pino.Logger) => void): string {
  const written: string[] = []
  work(pino(logOptions('trace'), { write: (line) => void written.push(line) }))
  return written.join('')
}

describe('a log line holds no secret (GW-5)', () => {
  test.each([
    ['under its name', { password: SECRET }],
    ['under its name at depth', { a: { b: { c: { d: { apiKey: SECRET } } } } }],
    ['in a list', { requests: [{ headers: { authorization: `Bearer ${SECRET}` } }] }],
    ['as an object', { secret: { current: SECRET } }],
    [
      'under any spelling',
      { newPassword: SECRET, 'x-api-key': SECRET, refresh_token: SECRET, 'set-cookie': [SECRET] },
    ],
    ['in a cause', { err: new Error('outer', { cause: new Error(`password=${SECRET}`) }) }],
    ['in a wrapped error', { err: new AppError('INTERNAL', { cause: new Error(`token: "${SECRET}"`) }) }],
    ['in one of several errors', { err: new AggregateError([new Error(`secret=${SECRET}`)], 'all failed') }],
    [
      'hung on an error',
      { err: Object.assign(new Error('x'), { config: { data: SECRET }, detail: `(${SECRET})` }) },
    ],
    [
      'in the claims that a library refused',
      {
        err: new errors.JWTClaimValidationFailed(
          'unexpected "aud"',
          { email: SECRET },
          'aud',
          'check_failed',
        ),
      },
    ],
    ['in bytes', { body: Buffer.from(SECRET) }],
    ['in an address', { url: `https://hub.example/verify?token=${encodeURIComponent(SECRET)}&lang=en` }],
    ['in a database address', { text: `connect to postgres://hub:${SECRET}@db.example:5432/hub failed` }],
    ['in a cookie header', { text: `cookie: hub_session=${SECRET}` }],
    ['in JSON inside a text', { text: JSON.stringify({ email: 'a@b.example', password: SECRET }) }],
    ['quoted by the JSON parser', { err: parseError(`{"password":"${SECRET}",}`) }],
  ])('%s', (_where, entry) => {
    const line = lines((log) => log.error(entry, 'something'))
    expect(line).not.toContain(SECRET)
    expect(line).not.toContain(encodeURIComponent(SECRET))
    expect(line).not.toContain(JSON.stringify(Buffer.from(SECRET)).slice(10, 40))
    expect(line).toContain('something')
  })

  test.each([
    ['our API keys', newApiKey('0190a5c8-0000-7000-8000-000000000000').text],
    ['access tokens', jwt],
    ['one-time tokens', token],
    ['keys of model providers', 'sk-proj-abcdefgh12345678'],
    ['basic credentials', `Basic ${Buffer.from(`maeve:${SECRET}`).toString('base64')}`],
  ])('not even unnamed in its text: %s', (_what, secret) => {
    const line = lines((log) => {
      log.warn(`it was ${secret} there`)
      log.warn(new Error(`refused ${secret}`))
      log.warn({ err: new Error(`refused ${secret}`) })
    })
    expect(line).not.toContain(secret.replace(/^Basic /, ''))
    expect(line.trim().split('\n')).toHaveLength(3)
  })
})

function parseError(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}

test('what helps to find a fault stays', () => {
  const cause = Object.assign(new Error('relation "ops_task" does not exist'), {
    code: '42P01',
    table: 'ops_task',
  })
  const circle: Record<string, unknown> = {
    tokens: { input: 12, output: 3 },
    hasPassword: true,
    password: null,
  }
  circle['self'] = circle
  const line = lines((log) =>
    log.error({ err: new AppError('INTERNAL', { cause }), circle, at: new Date(0) }, 'call failed'),
  )
  expect(JSON.parse(line)).toMatchObject({
    msg: 'call failed',
    err: {
      type: 'AppError',
      code: 'INTERNAL',
      stack: expect.stringContaining('redact.test.ts'),
      cause: { message: 'relation "ops_task" does not exist', code: '42P01', table: 'ops_task' },
    },
    circle: { self: '[circular]', password: null, hasPassword: true },
    at: '1970-01-01T00:00:00.000Z',
  })
  expect(redactText('modules.ops.tasks.complete 0190a5c8-0000-7000-8000-000000000000 in 12 ms')).toBe(
    'modules.ops.tasks.complete 0190a5c8-0000-7000-8000-000000000000 in 12 ms',
  )
})

test('a line carries the request it belongs to, and the one that request grew out of (GW-5)', () => {
  const written = lines((log) =>
    withRequestScope('request-1', () => {
      log.info('asked')
      withRequestScope('answer-1', () => {
        log.info('answering')
        withRequestScope('call-1', () => log.info({ requestId: 'its own' }, 'named'))
      })
    }),
  )
  expect(
    written
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toMatchObject([
    { requestId: 'request-1', msg: 'asked' },
    { requestId: 'answer-1', causedBy: 'request-1' },
    { requestId: 'its own', causedBy: 'request-1' },
  ])
})
