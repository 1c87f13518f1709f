import { expect, inject, onTestFinished, test } from 'vitest'
import { prepareDatabase } from '../prepare-database.ts'
import { TEST_SECRET, asSuperuser, createTestDatabase } from '../testing.ts'

test('a hub refuses to start on a database whose restore was stopped in its middle', async () => {
  const database = await createTestDatabase({
    adminUrl: inject('adminUrl'),
    template: inject('templateName'),
  })
  onTestFinished(() => database.drop())
  await asSuperuser(database, `comment on schema app is 'A restore is under way.'`)
  await expect(prepareDatabase({ adminUrl: database.adminUrl, secret: TEST_SECRET })).rejects.toThrow(
    'A restore into this database is under way, or was stopped in its middle.',
  )
})
