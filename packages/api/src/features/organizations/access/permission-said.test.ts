import { expect, test } from 'vitest'
import { declaredBy } from '../../../declared.ts'
import { modules } from '../../../modules/index.ts'
import { startHub } from '../../../testing/index.ts'
import { read, say } from '../../assistant/testing.ts'
import { permissionSaid } from './permission-said.ts'
import { scratchModule } from './testing.ts'

const { permissions } = declaredBy([...modules, scratchModule('books')])

test.each([
  ['credits.read', 'credits.read'],
  ['see credits', 'credits.read'],
  ['change tasks', 'ops.task.write'],
  ['add a task', 'ops.task.write'],
  ['delete tasks', 'ops.task.write'],
  ['see our tasks', 'ops.task.read'],
  ['read the audit log', 'audit.read'],
  ['look into the audit log', 'audit.read'],
  ['approve', 'approval.decide'],
  ['approve requests', 'approval.decide'],
  ['view approvals', 'approval.read'],
  ['Invite people', 'member.invite'],
  ['remove people', 'member.write'],
  ['make keys', 'apiKey.write'],
  ['use the assistant', 'assistant.use'],
  ['edit the books', 'books.book.write'],
])('"%s" means %s', (said, name) => {
  expect(permissionSaid(permissions, said)).toBe(name)
})

test.each(['', 'spend credits', 'change the audit log', 'fly', 'see', 'change', 'credits', 'ops.task'])(
  '"%s" means none for sure',
  (said) => {
    expect(permissionSaid(permissions, said)).toBeUndefined()
  },
)

test('the assistant is asked in the same words', async () => {
  const hub = await startHub({ modules: [...modules, scratchModule('books')] })
  const own = await hub.newOrg()
  const writer = await own.join('viewer', { books: 'write' })
  const reader = await own.join('viewer')
  for (const wish of [
    'who can change books?',
    'Who is allowed to edit the books',
    'which people may change books',
  ]) {
    const heard = read((await say(own.api, wish)).events)
    expect(heard, wish).toContain(writer.name)
    expect(heard, wish).not.toContain(reader.name)
  }
  expect(read((await say(own.api, 'who can fly kites?')).events)).not.toContain(writer.name)
  await hub.stop()
})
