import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { UserEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../testing/app-on-hub.ts'
import { me, PERSON } from '../../../../testing/open-app.tsx'
import { refuse } from '../../../../testing/stand-in.ts'

const OWNER_RIGHTS = ['member.read', 'member.invite', 'member.write', 'organization.own']
const COLM = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const key = { idempotencyKey: expect.any(String) }

const meAs = (role: string, permissions: string[]) => ({
  ...me,
  organizations: me.organizations.map((one) => ({ ...one, role, permissions })),
})
const joinedAt = '2026-11-02T09:00:00Z'
const maeve = { userId: PERSON, name: 'Maeve Brannigan', email: 'maeve@tideandfennel.example', joinedAt }
const colm = { userId: COLM, name: 'Colm Doyle', email: 'colm@tideandfennel.example', joinedAt }
const members = [
  { ...maeve, role: 'owner', levels: {}, hasSecondFactor: true },
  { ...colm, role: 'member', levels: {}, hasSecondFactor: false },
]
const invitation = {
  id: '01a1f859-d525-702e-874d-6f9b61ee33dd',
  email: 'noor@tideandfennel.example',
  role: 'viewer',
  invitedByName: 'Maeve Brannigan',
  createdAt: joinedAt,
  expiresAt: '2026-11-09T09:00:00Z',
}

const choices = {
  modules: [
    {
      name: 'ops',
      title: 'Ops copilot',
      levels: [
        { level: 'none', allows: [] },
        { level: 'read', allows: ['See tasks'] },
        { level: 'write', allows: ['Change tasks'] },
        { level: 'manage', allows: [] },
      ],
      roleLevels: { owner: 'manage', admin: 'manage', member: 'write', viewer: 'read' },
    },
  ],
  sets: [
    { name: 'reader', title: 'Looks at everything', about: 'Changes nothing.', levels: { '*': 'read' } },
  ],
}

const answers = {
  'auth.me': () => meAs('owner', OWNER_RIGHTS),
  'organizations.members.list': () => ({ items: members, nextCursor: null }),
  'organizations.invitations.list': () => ({ items: [invitation], nextCursor: null }),
  'organizations.access.choices': () => choices,
  'auth.apiKeys.list': () => ({ items: [], nextCursor: null }),
  'auth.grants.list': () => ({ items: [], nextCursor: null }),
  'organizations.roles': () => ({
    roles: ['owner', 'admin', 'member', 'viewer'],
    permissions: [{ name: 'ops.task.write', title: 'Change tasks', roles: ['owner', 'admin', 'member'] }],
  }),
}
const hub = appOnHub(answers)

interface Team {
  user: UserEvent
  row: (name: RegExp) => Promise<HTMLElement>
  path: () => string
  search: () => string
}

async function openTeam(): Promise<Team> {
  const { router } = hub.open('/o/tide-fennel/team')
  return {
    path: () => router.state.location.pathname,
    search: () => router.state.location.searchStr,
    user: userEvent.setup(),
    row: async (name) =>
      within(await screen.findByRole('grid', { name: 'Members' })).findByRole('row', { name }),
  }
}

async function choose(user: UserEvent, name: string, act: string): Promise<void> {
  await user.click(await screen.findByRole('button', { name: `What to do about ${name}` }))
  await user.click(await screen.findByRole('menuitem', { name: act }))
}

describe('the team', () => {
  it('shows those who look after it who has a second factor, and what each role may do (AUTH-11)', async () => {
    const { row } = await openTeam()
    expect(within(await row(/^Maeve/)).getByRole('gridcell', { name: 'On' })).toBeInTheDocument()
    expect(within(await row(/^Colm/)).getByRole('gridcell', { name: 'Off' })).toBeInTheDocument()
    const right = await screen.findByRole('row', { name: /^Change tasks/ })
    expect(
      within(right)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['Yes', 'Yes', 'Yes', '–No'])
  })

  it('says which part of it could not be loaded, and why', async () => {
    hub.procedures.set('organizations.invitations.list', () => {
      throw refuse('FORBIDDEN', 'You may not see invitations.')
    })
    await openTeam()
    expect(await screen.findByText('The invitations could not be loaded')).toBeInTheDocument()
    expect(screen.getByText('You may not see invitations.')).toBeInTheDocument()
  })

  it('is sorted by name or by who came last, and says so in the address', async () => {
    const { user, row, search } = await openTeam()
    await row(/^Colm/)
    const head = (name: string) =>
      within(screen.getByRole('grid', { name: 'Members' })).getByRole('columnheader', { name })
    expect(head('Name')).toHaveAttribute('aria-sort', 'ascending')
    await user.click(within(head('Since')).getByRole('button'))
    await waitFor(() => expect(head('Since')).toHaveAttribute('aria-sort', 'descending'))
    expect(hub.inputs('organizations.members.list').at(-1)).toMatchObject({ sort: 'newest' })
    expect(search()).toBe('?sort=newest')
    await user.click(within(head('Name')).getByRole('button'))
    await waitFor(() => expect(search()).toBe(''))
  })

  it('gives somebody who only looks no act but to leave', async () => {
    hub.procedures.set('auth.me', () => meAs('viewer', ['member.read']))
    hub.procedures.set('organizations.members.list', () => ({
      items: members.map((member) => ({ ...member, hasSecondFactor: null })),
      nextCursor: null,
    }))
    const { user, row } = await openTeam()
    await row(/^Colm/)
    expect(screen.queryByRole('columnheader', { name: 'Second factor' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'What to do about Colm Doyle' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'What to do about Maeve Brannigan' }))
    expect((await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent)).toEqual([
      'Leave the organization',
    ])
  })

  it('changes a role by keyboard alone, and stays open with the words of a refusal (AUTH-11)', async () => {
    const { user } = await openTeam()
    const button = await screen.findByRole('button', { name: 'What to do about Colm Doyle' })
    button.focus()
    await user.keyboard('{Enter}')
    const item = await screen.findByRole('menuitem', { name: 'Change role' })
    await user.keyboard('{ArrowDown}')
    await waitFor(() => expect(item).toHaveFocus())
    await user.keyboard('{Enter}')
    const dialog = await screen.findByRole('dialog', { name: 'Role of Colm Doyle' })
    const viewer = within(dialog).getByRole('radio', { name: /^Viewer/ })
    viewer.focus()
    await user.keyboard(' ')
    hub.procedures.set('organizations.members.changeRole', () => {
      throw refuse('FORBIDDEN', 'Ask an owner.')
    })
    within(dialog).getByRole('button', { name: 'Change role' }).focus()
    await user.keyboard('{Enter}')
    expect(await within(dialog).findByText('Ask an owner.')).toBeInTheDocument()
    hub.procedures.set('organizations.members.changeRole', () => ({ ...colm, role: 'viewer' }))
    await user.click(within(dialog).getByRole('button', { name: 'Change role' }))
    expect(await screen.findByText('Colm Doyle: Viewer')).toBeInTheDocument()
    expect(hub.inputs('organizations.members.changeRole').at(-1)).toEqual({
      userId: COLM,
      role: 'viewer',
      ...key,
    })
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /^Role/ })).toBeNull())
    await waitFor(() => expect(hub.inputs('organizations.members.list').length).toBeGreaterThan(1))
  })

  it('warns before ownership is given', async () => {
    const { user } = await openTeam()
    await choose(user, 'Colm Doyle', 'Change role')
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).queryByText(/take your own role away/)).toBeNull()
    await user.click(within(dialog).getByRole('radio', { name: /^Owner/ }))
    expect(within(dialog).getByText(/take your own role away/)).toBeInTheDocument()
  })

  it('removes somebody only after their address was typed', async () => {
    hub.procedures.set('organizations.members.remove', () => ({ done: true }))
    const { user } = await openTeam()
    await choose(user, 'Colm Doyle', 'Remove')
    const dialog = await screen.findByRole('dialog', { name: 'Remove Colm Doyle from Tide & Fennel?' })
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }))
    expect(hub.inputs('organizations.members.remove')).toEqual([])
    await user.type(within(dialog).getByRole('textbox'), colm.email)
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }))
    expect(await screen.findByText('Colm Doyle is out.')).toBeInTheDocument()
    expect(hub.inputs('organizations.members.remove')).toEqual([{ userId: COLM, ...key }])
  })

  it('hands the organization over only after its name was typed', async () => {
    hub.procedures.set('organizations.transferOwnership', () => ({ ...colm, role: 'owner' }))
    const { user } = await openTeam()
    await choose(user, 'Colm Doyle', 'Hand the organization over')
    const dialog = await screen.findByRole('dialog', { name: 'Hand Tide & Fennel over to Colm Doyle?' })
    await user.type(within(dialog).getByRole('textbox'), 'Tide & Fennel')
    await user.click(within(dialog).getByRole('button', { name: 'Hand over' }))
    expect(await screen.findByText('Tide & Fennel belongs to Colm Doyle now.')).toBeInTheDocument()
    expect(hub.inputs('organizations.transferOwnership')).toEqual([{ userId: COLM, ...key }])
  })

  it('waits in its dialog while another one asks who is there, and then goes on (ASVS 7.5.3)', async () => {
    let isFresh = false
    hub.procedures.set('auth.secondFactor.get', () => ({
      totpSince: null,
      passkeys: 0,
      backupCodesLeft: 0,
      requiredBy: [],
    }))
    hub.procedures.set('auth.confirm', () => void (isFresh = true))
    hub.procedures.set('organizations.members.changeRole', () => {
      if (!isFresh) throw refuse('STEP_UP_REQUIRED', 'Confirm that it is you first.')
      return { ...colm, role: 'owner' }
    })
    const { user } = await openTeam()
    await choose(user, 'Colm Doyle', 'Change role')
    const dialog = await screen.findByRole('dialog', { name: 'Role of Colm Doyle' })
    await user.click(within(dialog).getByRole('radio', { name: /^Owner/ }))
    await user.click(within(dialog).getByRole('button', { name: 'Change role' }))
    const asking = within(await screen.findByRole('dialog', { name: 'Is it you?' }))
    await user.type(asking.getByLabelText('Password'), 'Blue-kettle-42')
    await user.click(asking.getByRole('button', { name: 'Confirm' }))
    expect(await screen.findByText('Colm Doyle: Owner')).toBeInTheDocument()
    expect(hub.inputs('organizations.members.changeRole')).toHaveLength(2)
  })

  it('says why the only owner cannot leave, and leads away whoever does', async () => {
    hub.procedures.set('organizations.members.leave', () => {
      throw refuse('CONFLICT', 'This is the only owner.')
    })
    const { user, path } = await openTeam()
    await choose(user, 'Maeve Brannigan', 'Leave the organization')
    await user.click(await screen.findByRole('button', { name: 'Leave' }))
    expect(await screen.findByText('This is the only owner.')).toBeInTheDocument()
    hub.procedures.set('organizations.members.leave', () => {
      hub.procedures.set('auth.me', () => ({ ...me, organizations: [] }))
      return { done: true }
    })
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /^Leave/ })).toBeNull())
    await choose(user, 'Maeve Brannigan', 'Leave the organization')
    await user.click(await screen.findByRole('button', { name: 'Leave' }))
    await waitFor(() => expect(path()).toBe('/new-organization'))
  })

  it('sends an invitation again', async () => {
    hub.procedures.set('organizations.invitations.resend', () => invitation)
    const { user } = await openTeam()
    await user.click(await screen.findByRole('button', { name: `Send again to ${invitation.email}` }))
    expect(await screen.findByText(/^A new link is on its way to noor@/)).toBeInTheDocument()
    expect(hub.inputs('organizations.invitations.resend')).toEqual([{ id: invitation.id, ...key }])
  })

  it('says where the mail is when the hub only keeps it', async () => {
    hub.procedures.set('organizations.invitations.resend', () => invitation)
    hub.procedures.set('auth.registration', () => ({
      mode: 'open',
      passwordPolicy: 'default',
      mailPage: '/dev/mail',
    }))
    const { user } = await openTeam()
    await user.click(await screen.findByRole('button', { name: `Send again to ${invitation.email}` }))
    expect(await screen.findByText(/^This hub sends no mail yet/)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Open it' })).toBeInTheDocument()
    expect(screen.queryByText(/on its way/)).toBeNull()
  })
})
