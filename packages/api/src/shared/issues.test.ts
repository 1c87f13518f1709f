import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { namedIssue, plainIssue, settingIssue } from './issues.ts'
import { oneOrMore } from './list.ts'
import { line } from './text.ts'
import { TimeOfDay } from './time.ts'

const faultsOf = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input, { error: plainIssue }).error?.issues ?? []

const first = (schema: z.ZodType, input: unknown) => faultsOf(schema, input)[0]?.message

const Form = z.strictObject({
  title: z.string().min(1).max(5).optional(),
  reason: z.string().min(3).optional(),
  limit: z.int().min(1).max(9).optional(),
  dueOn: z.iso.date().optional(),
  asOf: z.iso.date().optional(),
  expiresAt: z.iso.datetime().optional(),
  assigneeId: z.uuid().optional(),
  email: z.email().optional(),
  url: z.url().optional(),
  code: z.string().regex(/^\d+$/).optional(),
  role: z.enum(['owner', 'member']).optional(),
  kind: z.literal('mail').optional(),
  isLoud: z.boolean().optional(),
  memberDayMicro: z.number().multipleOf(5).optional(),
  scopes: z.array(z.string()).min(2).max(3).optional(),
  step: z.union([z.string(), z.int()]).optional(),
  status: oneOrMore(z.enum(['open', 'done'])).optional(),
  at: oneOrMore(TimeOfDay).optional(),
  place: z
    .discriminatedUnion('at', [
      z.strictObject({ at: z.literal('home') }),
      z.strictObject({ at: z.literal('work') }),
    ])
    .optional(),
})

test('a field that is not there is answered with those that are', () => {
  const fields = z.strictObject({
    title: z.string().optional(),
    idempotencyKey: z.string().optional(),
  })
  expect(first(fields, { titel: 'a' })).toBe('There is no field "titel" here, but title.')
  expect(first(fields, { titel: 'a', size: 1 })).toBe('There are no fields "titel", "size" here, but title.')
  expect(first(z.strictObject({}), { a: 1 })).toBe('There is no field "a" here.')
})

describe('a fault is a sentence with the name of its field (CON-4)', () => {
  const cases: [Record<string, unknown>, string][] = [
    [{ title: '' }, 'Fill in the title.'],
    [{ title: 'longer' }, 'The title may have at most 5 characters.'],
    [{ title: 7 }, 'The title must be text.'],
    [{ reason: 'a' }, 'The reason must have at least 3 characters.'],
    [{ limit: 0 }, 'The limit must be at least 1.'],
    [{ limit: 10 }, 'The limit may be at most 9.'],
    [{ limit: 1.5 }, 'The limit must be a whole number.'],
    [{ dueOn: 'noon' }, 'The due day must be a day, such as 2026-11-20.'],
    [{ asOf: 'noon' }, 'The last day must be a day, such as 2026-11-20.'],
    [{ expiresAt: '1' }, 'The expiry time must be a date and time, such as 2026-11-20T08:30:00Z.'],
    [{ assigneeId: '' }, 'Choose the assignee.'],
    [{ assigneeId: '1' }, 'The assignee must be an id, as the hub gives them.'],
    [{ email: 'a' }, 'The e-mail address must be a whole address, such as maeve@example.com.'],
    [{ url: 'a' }, 'The url must be a whole web address, such as https://example.com.'],
    [{ code: 'a' }, 'The code is not written as it has to be.'],
    [{ role: 'king' }, 'The role must be one of owner, member.'],
    [{ kind: 'fax' }, 'The kind must be mail.'],
    [{ isLoud: 'yes' }, 'The loud must be true or false.'],
    [{ memberDayMicro: 3 }, 'The member day must be a multiple of 5.'],
    [{ scopes: ['a'] }, 'The scopes must have at least 2 entries.'],
    [{ scopes: ['a', 1] }, 'Entry 2 of the scopes must be text.'],
    [{ scopes: {} }, 'The scopes must be a list.'],
    [{ step: true }, 'The step has none of the forms it may have.'],
    [{ place: { at: 'sea' } }, 'The at must be one of home, work.'],
    [{ status: 'OPEN' }, 'The status must be one of open, done.'],
    [{ status: ['open', 'DONE'] }, 'Entry 2 of the status must be one of open, done.'],
    [{ status: [] }, 'The status must have at least 1 entry.'],
    [{ status: { is: 'open' } }, 'The status must be one of open, done.'],
    [{ at: '9' }, 'Write the time as 09:30.'],
  ]
  test.each(cases)('%j', (input, words) => {
    expect(first(Form, input)).toBe(words)
  })
})

test('what is missing is to be filled in, whatever it is', () => {
  const fields = { name: z.string(), role: z.enum(['a']), scopes: z.array(z.string()), dueOn: z.iso.date() }
  expect(faultsOf(z.strictObject(fields), {}).map(({ message }) => message)).toEqual([
    'Fill in the name.',
    'Fill in the role.',
    'Fill in the scopes.',
    'Fill in the due day.',
  ])
  expect(first(z.strictObject({}), 'text')).toBe('The input must be an object with fields.')
})

test("a schema's own words get the name of their field where nothing else shows it", () => {
  const [own] = faultsOf(z.strictObject({ title: line(9) }), { title: 'a\nb' })
  expect(own && namedIssue(own)).toBe('Title: Use one line of plain text.')
  const [table] = faultsOf(Form, { title: '' })
  expect(table && namedIssue(table)).toBe('Fill in the title.')
})

test('a wrong setting is named as the operator wrote it', () => {
  const Settings = z.object({ PORT: z.coerce.number().max(9), HOST: z.string('must be a name') })
  expect(faultsOf(Settings, { PORT: '10', HOST: 1 }).map(settingIssue)).toEqual([
    'PORT may be at most 9.',
    'HOST must be a name.',
  ])
})

test('a wrong setting is named also where its words are a sentence by themselves', () => {
  const Settings = z.object({ SHOP_URL: z.string().regex(/^https/, 'Give an address.') })
  expect(faultsOf(Settings, { SHOP_URL: 'x' }).map(settingIssue)).toEqual(['SHOP_URL: Give an address.'])
})
