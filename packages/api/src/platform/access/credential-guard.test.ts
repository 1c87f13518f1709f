import { afterEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { createCredentialGuard } from './credential-guard.ts'
import type { CredentialGuard, ShownCredential } from './credential-guard.ts'
import { createLimits } from '../limits/limits.ts'

afterEach(() => void vi.useRealTimers())

const ATTACKER = '203.0.113.7'
const limited = { code: 'TOO_MANY_REQUESTS' }

const newGuard = (perHour = 5) => createCredentialGuard({ limits: createLimits(), perHour })

/** A directory of who is live, which counts how often it is asked. */
function directory(...live: string[]) {
  const people = new Set(live)
  let looks = 0
  return {
    people,
    looks: () => looks,
    find: (name: string) => async () => {
      looks += 1
      return people.has(name) ? name : undefined
    },
  }
}

const key = (name: string, ip: string | null = ATTACKER): ShownCredential => ({ ip, name, isProven: false })
const token = (name: string, ip: string | null = ATTACKER): ShownCredential => ({ ip, name, isProven: true })

async function guess(guard: CredentialGuard, known: ReturnType<typeof directory>, count: number) {
  const answers: string[] = []
  for (let tried = 0; tried < count; tried += 1)
    await guard.lookUp(key(`guess ${tried}`), known.find(`guess ${tried}`)).then(
      () => answers.push('nobody'),
      (error: unknown) => answers.push(error instanceof AppError ? error.code : 'broken'),
    )
  return answers
}

describe('the limit before sign-in (GW-1)', () => {
  test('unknown keys cost so many look-ups an hour, and 30 a minute after that', async () => {
    vi.useFakeTimers()
    const [guard, known] = [newGuard(), directory()]
    const answers = await guess(guard, known, 100)
    expect(answers.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'nobody'))
    expect(new Set(answers.slice(5))).toEqual(new Set(['TOO_MANY_REQUESTS']))
    expect(known.looks()).toBe(5 + 30)
    vi.advanceTimersByTime(60_000)
    await guess(guard, known, 100)
    expect(known.looks()).toBe(5 + 30 + 30)
  })

  test('guesses made at the same moment cannot all pass', async () => {
    const [guard, known] = [newGuard(), directory()]
    const all = Array.from({ length: 50 }, (_, tried) =>
      guard.lookUp(key(`guess ${tried}`), known.find(`guess ${tried}`)),
    )
    const refused = (await Promise.allSettled(all)).filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(45)
    expect(known.looks()).toBe(5 + 30)
  })

  test('one bad credential repeated costs one look-up, and is refused in the end', async () => {
    const [guard, known] = [newGuard(), directory()]
    for (let count = 0; count < 5; count += 1)
      expect(await guard.lookUp(key('bad'), known.find('bad'))).toBeUndefined()
    await expect(guard.lookUp(key('bad'), known.find('bad'))).rejects.toMatchObject(limited)
    expect(known.looks()).toBe(1)
  })

  test('a guess from another address, or another line of IPv6, has an allowance of its own', async () => {
    const [guard, known] = [newGuard(), directory()]
    await guess(guard, known, 6)
    await expect(guard.failed(ATTACKER)).rejects.toMatchObject(limited)
    await expect(guard.failed(`::ffff:${ATTACKER}`)).rejects.toMatchObject(limited)
    await expect(guard.failed('203.0.113.8')).resolves.toBeUndefined()
    await expect(guard.failed('2001:db8::1')).resolves.toBeUndefined()
  })

  test('calls from inside the process are not counted', async () => {
    const [guard, known] = [newGuard(1), directory()]
    for (let count = 0; count < 5; count += 1)
      expect(await guard.lookUp(key(`inner ${count}`, null), known.find('x'))).toBeUndefined()
  })
})

describe('people who share an address with an attacker', () => {
  test('go on with a key that was good before', async () => {
    const [guard, known] = [newGuard(), directory('colleague')]
    expect(await guard.lookUp(key('colleague'), known.find('colleague'))).toBe('colleague')
    await guess(guard, known, 50)
    for (let count = 0; count < 20; count += 1)
      expect(await guard.lookUp(key('colleague'), known.find('colleague'))).toBe('colleague')
  })

  test('go on with any token the hub signed, also one made after the attack began', async () => {
    const [guard, known] = [newGuard(), directory('renewed')]
    await guess(guard, known, 50)
    expect(await guard.lookUp(token('renewed'), known.find('renewed'))).toBe('renewed')
  })

  test('begin with a key that was never seen here, at once or within a minute', async () => {
    vi.useFakeTimers()
    const [guard, known] = [newGuard(), directory('new', 'late')]
    await guess(guard, known, 20)
    expect(await guard.lookUp(key('new'), known.find('new'))).toBe('new')
    await guess(guard, known, 50)
    await expect(guard.lookUp(key('late'), known.find('late'))).rejects.toMatchObject({
      ...limited,
      details: { retryAfter: 60 },
    })
    vi.advanceTimersByTime(60_000)
    expect(await guard.lookUp(key('late'), known.find('late'))).toBe('late')
  })

  test('are not kept waiting by one bad key that is sent again and again', async () => {
    const [guard, known] = [newGuard(), directory('new')]
    for (let count = 0; count < 200; count += 1)
      await guard.lookUp(key('bad'), known.find('bad')).catch(() => undefined)
    expect(await guard.lookUp(key('new'), known.find('new'))).toBe('new')
    expect(known.looks()).toBe(2)
  })

  test('use up no allowance by good credentials, however many call at once', async () => {
    const [guard, known] = [newGuard(), directory('busy')]
    const all = await Promise.all(
      Array.from({ length: 200 }, () => guard.lookUp(key('busy'), known.find('busy'))),
    )
    expect(all.every((found) => found === 'busy')).toBe(true)
    expect(await guess(guard, known, 6)).toEqual([...Array.from({ length: 5 }, () => 'nobody'), limited.code])
  })

  test('use up no allowance while the database is away', async () => {
    const [guard, known] = [newGuard(), directory()]
    const away = () => Promise.reject(new AppError('UNAVAILABLE'))
    for (let count = 0; count < 20; count += 1)
      await expect(guard.lookUp(key('colleague'), away)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(await guess(guard, known, 1)).toEqual(['nobody'])
  })
})

describe('what is remembered', () => {
  test('never stands in for the look-up: a revoked key is refused at once', async () => {
    const [guard, known] = [newGuard(), directory('key')]
    expect(await guard.lookUp(key('key'), known.find('key'))).toBe('key')
    known.people.delete('key')
    expect(await guard.lookUp(key('key'), known.find('key'))).toBeUndefined()
  })

  test('an ended session is looked up once a minute, and lives again within a minute if it was only suspended', async () => {
    vi.useFakeTimers()
    const [guard, known] = [newGuard(1_000), directory()]
    for (let count = 0; count < 100; count += 1)
      expect(await guard.lookUp(token('ended'), known.find('ended'))).toBeUndefined()
    expect(known.looks()).toBe(1)
    known.people.add('ended')
    vi.advanceTimersByTime(60_000)
    expect(await guard.lookUp(token('ended'), known.find('ended'))).toBe('ended')
  })

  test('a key that was good more than an hour ago is a guess again', async () => {
    vi.useFakeTimers()
    const [guard, known] = [newGuard(), directory('seldom')]
    await guard.lookUp(key('seldom'), known.find('seldom'))
    vi.advanceTimersByTime(3_700_000)
    await guess(guard, known, 50)
    await expect(guard.lookUp(key('seldom'), known.find('seldom'))).rejects.toMatchObject(limited)
  })

  test('a flood of bad credentials does not push out the good ones', async () => {
    const [guard, known] = [newGuard(100_000), directory('colleague')]
    await guard.lookUp(key('colleague'), known.find('colleague'))
    await guess(guard, known, 20_000)
    const strict = known.looks()
    expect(await guard.lookUp(key('colleague'), known.find('colleague'))).toBe('colleague')
    expect(known.looks()).toBe(strict + 1)
  })
})
