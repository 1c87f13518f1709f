import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../testing/app-on-hub.ts'
import { me, PERSON } from '../../../../testing/open-app.tsx'
import { refuse } from '../../../../testing/stand-in.ts'

const COLM = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const ANA = '01a1f859-d525-702e-874d-6f9b61ee33cd'
const KEY = '01a1f859-d525-702e-874d-6f9b61ee33ce'
const key = { idempotencyKey: expect.any(String) }

const meAs = (role: string, permissions: string[]) => ({
  ...me,
  organizations: me.organizations.map((one) => ({ ...one, role, permissions })),
})
const person = (userId: string, name: string, role: string) => ({
  userId,
  name,
  role,
  levels: {},
  email: `${userId}@tideandfennel.example`,
  joinedAt: '2026-11-02T09:00:00Z',
  hasSecondFactor: true,
})
const moduleOf = (name: string, title: string) => ({
  name,
  title,
  levels: [
    { level: 'none', allows: [] },
    { level: 'read', allows: [`See ${name}`] },
    { level: 'write', allows: [`Change ${name}`] },
    { level: 'manage', allows: [] },
  ],
  roleLevels: { owner: 'manage', admin: 'manage', member: 'write', viewer: 'read' },
})
const members = [
  person(PERSON, 'Maeve Brannigan', 'owner'),
  { ...person(COLM, 'Colm Doyle', 'member'), levels: { books: 'none' } },
  person(ANA, 'Ana Silva', 'admin'),
]
const till = {
  id: KEY,
  name: 'Till',
  kind: 'program',
  prefix: 'hub_key_0',
  ownerId: COLM,
  ownerName: 'Colm Doyle',
  scopes: ['ops.task.read', 'ops.task.write'],
  levels: { ops: 'write', books: 'none' },
  unaskedTools: [],
  status: 'active',
  createdAt: '2026-11-02T09:00:00Z',
  expiresAt: '2027-11-02T09:00:00Z',
  lastUsedAt: null,
}
const rights = ['member.read', 'member.write', 'apiKey.read', 'apiKey.write']
const page = (items: unknown[]) => () => ({ items, nextCursor: null })

const hub = appOnHub({
  'auth.me': () => meAs('owner', rights),
  'organizations.members.list': page(members),
  'organizations.access.choices': () => ({
    modules: [moduleOf('ops', 'Tasks'), moduleOf('books', 'Books')],
    sets: [{ name: 'bookkeeper', title: 'Bookkeeper', about: 'Keeps the books.', levels: { '*': 'none' } }],
  }),
  'auth.apiKeys.list': page([till]),
  'auth.grants.list': page([]),
  'organizations.roles': () => ({
    roles: ['owner', 'admin', 'member', 'viewer'],
    permissions: [{ name: 'ops.task.write', title: 'Change tasks', roles: ['owner', 'admin', 'member'] }],
  }),
  'organizations.access.setLevels': () => members[1],
  'organizations.access.applySet': () => members[1],
  'auth.apiKeys.setLevels': () => till,
})

const list = (name: string) => screen.findByRole('combobox', { name })
const openTeam = () => {
  hub.open('/o/tide-fennel/team')
  return userEvent.setup()
}

describe('access by module', () => {
  it('shows what was chosen, and else what the role has', async () => {
    openTeam()
    expect(await list('Colm Doyle: Books')).toHaveDisplayValue('None')
    expect(await list('Colm Doyle: Tasks')).toHaveDisplayValue('Write (role)')
    expect(screen.queryByRole('combobox', { name: /^Maeve Brannigan/ })).toBeNull()
  })

  it('chooses a level, and gives a choice back', async () => {
    const user = openTeam()
    await user.selectOptions(await list('Colm Doyle: Tasks'), 'Read')
    const inputs = () => hub.inputs('organizations.access.setLevels')
    await waitFor(() => expect(inputs()).toEqual([{ userId: COLM, levels: { ops: 'read' }, ...key }]))
    await waitFor(async () => expect(await list('Colm Doyle: Books')).toBeEnabled())
    await user.selectOptions(await list('Colm Doyle: Books'), 'Write (role)')
    await waitFor(() => expect(inputs().at(-1)).toEqual({ userId: COLM, levels: { books: null }, ...key }))
  })

  it('says why a level was refused, and shows what is still there', async () => {
    hub.procedures.set('organizations.access.setLevels', () => {
      throw refuse('FORBIDDEN', 'You hold less in Books than this gives.')
    })
    const user = openTeam()
    await user.selectOptions(await list('Colm Doyle: Books'), 'Read')
    expect(await screen.findByText('You hold less in Books than this gives.')).toBeInTheDocument()
    expect(await list('Colm Doyle: Books')).toHaveDisplayValue('None')
  })

  it('applies a ready-made set from the menu of a person', async () => {
    const user = openTeam()
    await user.click(await screen.findByRole('button', { name: 'Access of Colm Doyle' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Bookkeeper' }))
    await waitFor(() =>
      expect(hub.inputs('organizations.access.applySet')).toEqual([
        { userId: COLM, set: 'bookkeeper', ...key },
      ]),
    )
  })

  it('answers what somebody may do, in words', async () => {
    hub.procedures.set('organizations.access.ofMember', () => ({
      userId: COLM,
      name: 'Colm Doyle',
      role: 'member',
      modules: [
        {
          name: 'ops',
          title: 'Tasks',
          level: 'write',
          isChosen: false,
          allows: ['See tasks', 'Change tasks'],
        },
        { name: 'books', title: 'Books', level: 'none', isChosen: true, allows: [] },
      ],
      others: ['See the team'],
    }))
    const user = openTeam()
    await user.click(await screen.findByRole('button', { name: 'Access of Colm Doyle' }))
    await user.click(await screen.findByRole('menuitem', { name: 'What they may do' }))
    const dialog = await screen.findByRole('dialog', { name: 'What Colm Doyle may do' })
    expect(await within(dialog).findByText('See tasks, Change tasks.')).toBeInTheDocument()
    expect(within(dialog).getByText('Nothing.')).toBeInTheDocument()
  })

  it('answers who may do something, with the keys that may', async () => {
    hub.procedures.set(
      'organizations.access.holders',
      page([{ userId: COLM, name: 'Colm Doyle', role: 'member', keys: ['Till'], applications: [] }]),
    )
    const user = openTeam()
    await screen.findByRole('option', { name: 'Change tasks' })
    await user.selectOptions(await list('Right'), 'Change tasks')
    const people = await screen.findByRole('list', { name: 'People who may do it' })
    expect(within(people).getByText('Also by Till')).toBeInTheDocument()
  })

  it('lets the key of a colleague do less, and not more', async () => {
    const user = openTeam()
    const ofKey = await list('Till: Tasks')
    expect(
      within(ofKey)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual(['None', 'Read', 'Write'])
    expect(within(await list('Till: Books')).getAllByRole('option')).toHaveLength(1)
    await user.selectOptions(ofKey, 'Read')
    await waitFor(() =>
      expect(hub.inputs('auth.apiKeys.setLevels')).toEqual([{ id: KEY, levels: { ops: 'read' }, ...key }]),
    )
  })

  it('is read, and not changed, by whoever does not look after the team', async () => {
    hub.procedures.set('auth.me', () => meAs('viewer', ['member.read']))
    openTeam()
    const table = await screen.findByRole('table', { name: 'Access by module' })
    expect(await within(table).findByRole('row', { name: /^Colm Doyle/ })).toHaveTextContent('None')
    expect(within(table).queryByRole('combobox')).toBeNull()
    expect(within(table).queryByText('Till')).toBeNull()
  })

  it('leaves admins to owners', async () => {
    hub.procedures.set('auth.me', () => meAs('admin', rights))
    openTeam()
    expect(await list('Colm Doyle: Tasks')).toBeInTheDocument()
    expect(screen.queryByRole('combobox', { name: /^Ana Silva/ })).toBeNull()
  })
})

describe('an invitation', () => {
  it('carries a ready-made set, whose meaning is said', async () => {
    hub.procedures.set('auth.me', () => meAs('owner', [...rights, 'member.invite']))
    hub.procedures.set('organizations.invitations.list', page([]))
    hub.procedures.set('organizations.invitations.create', () => ({}))
    hub.open('/o/tide-fennel/team?invite=true')
    const user = userEvent.setup()
    await user.type(await screen.findByLabelText('Email'), 'noor@tideandfennel.example')
    await user.selectOptions(await list('Access'), 'Bookkeeper')
    expect(screen.getByText('Keeps the books.')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Send invitation' }))
    await waitFor(() =>
      expect(hub.inputs('organizations.invitations.create')).toEqual([
        { email: 'noor@tideandfennel.example', role: 'member', set: 'bookkeeper', ...key },
      ]),
    )
  })
})

describe('a page of a module one has no access to', () => {
  it('says so plainly, and who can give it', async () => {
    hub.procedures.set('auth.me', () => meAs('member', ['member.read']))
    hub.procedures.set('organizations.members.list', (input) =>
      page(members.filter(({ role }) => role === (input as { role?: string }).role))(),
    )
    hub.open('/o/tide-fennel/tasks')
    expect(
      await screen.findByText(
        /You have no access to Tasks in .+ Maeve Brannigan or Ana Silva can give it to you/,
      ),
    ).toBeInTheDocument()
    expect(screen.queryByRole('link', { name: 'Tasks' })).toBeNull()
    expect(hub.inputs('modules.ops.tasks.list')).toEqual([])
  })
})
