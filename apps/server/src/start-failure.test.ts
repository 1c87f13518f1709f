import { SettingsError } from '@hub/api/server'
import { ServerRefusedError } from '@hub/db/embedded'
import { expect, test } from 'vitest'
import { problemsOf } from './start-failure.ts'

test.each([
  Object.assign(new Error('could not open critical system index 2662'), { code: 'XX000' }),
  Object.assign(new Error('invalid page in block 3 of relation "base/16384/2610"'), { code: 'XX001' }),
  new Error('PostgreSQL did not become ready. Its last words:\npostgres: could not find the database system'),
  Object.assign(new Error('index "task_pkey" contains unexpected zero page'), { code: 'XX002' }),
])('a start that fails on a damaged database says so, and what to do: $message', (error) => {
  const [words] = problemsOf(error)
  expect(words).toContain(
    `The database is damaged: ${error.message.replace(/\.$/, '')}. A folder that was copied`,
  )
  expect(words).toContain('Restore a backup')
})

test('and not where else to look, where a restore is what helps', () => {
  const found = 'The built-in PostgreSQL does not start: could not find the database system'
  expect(problemsOf(new ServerRefusedError({ found, next: 'Look into its log.' }))).toEqual([
    expect.stringMatching(
      /^The database is damaged: .* does not start: could not find the database system\. A folder that was copied/,
    ),
  ])
})

test('all else is told as it is', () => {
  expect(problemsOf(new Error('The port 3000 is taken.'))).toEqual(['The port 3000 is taken.'])
  expect(problemsOf(new SettingsError(['One is wrong.', 'So is another.']))).toHaveLength(2)
  expect(problemsOf('no error at all')).toEqual(['no error at all'])
})
