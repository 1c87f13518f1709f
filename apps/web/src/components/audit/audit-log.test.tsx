import '@testing-library/jest-dom/vitest'
import { act, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { appOnHub } from '../../testing/app-on-hub.ts'
import { me, PERSON } from '../../testing/open-app.tsx'

const entry = {
  seq: 41,
  at: '2026-11-19T09:00:00Z',
  actorId: PERSON,
  actorName: 'Maeve Brannigan',
  actorKind: 'person',
  actingForId: null,
  actingForName: null,
  apiKeyName: null,
  door: 'web',
  action: 'ops.task.created',
  target: { task: '01a1f859-d525-702e-874d-000000000001' },
  data: { note: 'by hand' },
  who: 'Maeve Brannigan',
  sentence: [
    { text: 'created ', link: null },
    { text: 'Fix the seal', link: '/o/tide-fennel/tasks?task=01a1f859-d525-702e-874d-000000000001' },
  ],
  requestId: 'req-41',
  ip: '203.0.113.7',
  device: 'Firefox',
}
const facts = [
  { label: 'Task', text: 'Fix the seal', link: '/o/tide-fennel/tasks', id: entry.target.task },
  { label: 'Session', text: null, link: null, id: '01a1f859-d525-702e-874d-000000000002' },
  { label: 'Note', text: 'by hand', link: null, id: null },
]
const details = 'Details: Maeve Brannigan created Fix the seal'
const withRights = (...permissions: string[]) => ({
  ...me,
  organizations: me.organizations.map((one) => ({ ...one, permissions })),
})
const answers = {
  'auth.me': () => withRights('organization.read', 'audit.read', 'organization.own', 'member.read'),
  'audit.list': () => ({ items: [entry], nextCursor: null }),
  'audit.get': () => ({ ...entry, facts }),
  'audit.actions': () => ({
    actions: ['ops.task.created', 'ops.task.removed'],
    words: { 'ops.task.created': 'Created a task', 'ops.task.removed': 'Removed a task' },
  }),
  'organizations.members.list': () => ({ items: [], nextCursor: null }),
}
const hub = appOnHub(answers)

async function entryRow(): Promise<HTMLElement> {
  const row = (await screen.findByRole('button', { name: details })).closest<HTMLElement>('[role=row]')
  if (!row) throw new Error('The button is in no row.')
  return row
}
const asked = () => hub.inputs('audit.list')

describe('the audit page (ADM-3)', () => {
  it('tells each entry in a sentence, with the thing linked', async () => {
    hub.open('/o/tide-fennel/audit')
    expect(await entryRow()).toHaveTextContent('Maeve Brannigan created Fix the seal')
    expect(screen.getByRole('link', { name: 'Fix the seal' })).toHaveAttribute(
      'href',
      `/o/tide-fennel/tasks?task=${entry.target.task}`,
    )
  })

  it('opens the facts of the row in focus by Enter', async () => {
    hub.open('/o/tide-fennel/audit')
    const row = await entryRow()
    act(() => row.focus())
    await userEvent.setup().keyboard('{Enter}')
    expect(await screen.findByRole('dialog', { name: 'Maeve Brannigan created Fix the seal' })).toBeVisible()
  })

  it('keeps a column hidden, and never offers addresses to those who see none', async () => {
    const user = userEvent.setup()
    hub.open('/o/tide-fennel/audit')
    await screen.findByRole('columnheader', { name: 'Door' })
    await user.click(screen.getByRole('button', { name: 'Display' }))
    expect(await screen.findByRole('menuitemcheckbox', { name: 'Address' })).toBeChecked()
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Door' }))
    await vi.waitFor(() => expect(screen.queryByRole('columnheader', { name: 'Door' })).toBeNull())
    hub.procedures.set('auth.me', () => withRights('organization.read', 'audit.read', 'member.read'))
    hub.open('/o/tide-fennel/audit')
    await entryRow()
    expect(screen.queryByRole('columnheader', { name: 'Door' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Display' }))
    await screen.findByRole('menuitemcheckbox', { name: 'Door' })
    expect(screen.queryByRole('menuitemcheckbox', { name: 'Address' })).toBeNull()
  })

  it('opens the facts of a row by name, and goes on to all about a thing', async () => {
    hub.open('/o/tide-fennel/audit')
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: details }))
    const shown = await screen.findByRole('dialog', { name: 'Maeve Brannigan created Fix the seal' })
    expect(await within(shown).findByRole('link', { name: 'Fix the seal' })).toBeInTheDocument()
    expect(within(shown).getByText('203.0.113.7')).toBeInTheDocument()
    expect(within(shown).getByText('by hand')).toBeInTheDocument()
    expect(shown.textContent).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
    expect(within(shown).getByRole('button', { name: 'Copy the id of: Session' })).toBeInTheDocument()
    const [first] = within(shown).getAllByRole('button', { name: 'All about it' })
    await user.click(first ?? shown)
    expect(await screen.findByText('About one thing')).toBeInTheDocument()
    expect(asked().at(-1)).toMatchObject({ target: entry.target.task })
  })

  it('asks what the address says, and drops what does not fit', async () => {
    hub.open(`/o/tide-fennel/audit?who=${PERSON}&door=cli&from=2026-11-01&to=soon&request=req-41`)
    await screen.findByRole('button', { name: details })
    expect(asked()[0]).toEqual({
      limit: 30,
      actorId: PERSON,
      door: 'cli',
      from: '2026-11-01',
      requestId: 'req-41',
    })
  })

  it('goes on with a search that stopped before its end, and says how far back it is', async () => {
    const answer = Promise.withResolvers<undefined>()
    hub.procedures.set('audit.list', async (input) => {
      const { search, cursor } = input as { search?: string; cursor?: string }
      if (search === undefined) return { items: [], nextCursor: null, lookedBackTo: null }
      if (cursor === undefined)
        return { items: [], nextCursor: 'further', lookedBackTo: '2026-11-03T10:00:00Z' }
      await answer.promise
      return { items: [entry], nextCursor: null, lookedBackTo: null }
    })
    hub.open('/o/tide-fennel/audit')
    await userEvent.setup().type(await screen.findByLabelText('Search the log'), 'seal')
    expect(await screen.findByText('Nothing back to 3 November 2026. Looking further back…')).toBeVisible()
    answer.resolve(undefined)
    expect(await entryRow()).toHaveTextContent('Fix the seal')
    expect(asked().at(-1)).toMatchObject({ search: 'seal', cursor: 'further' })
  })

  it('stops a search that fails on its way back, with a way to go on', async () => {
    let isDown = true
    hub.procedures.set('audit.list', (input) => {
      if (!('cursor' in (input as object)))
        return { items: [], nextCursor: 'further', lookedBackTo: '2026-11-03T10:00:00Z' }
      if (isDown) throw new Error('down')
      return { items: [], nextCursor: null, lookedBackTo: null }
    })
    hub.open('/o/tide-fennel/audit?q=seal')
    const again = await screen.findByRole('button', { name: 'Look further back' })
    expect(screen.getByText('Nothing back to 3 November 2026.')).toBeVisible()
    isDown = false
    await userEvent.setup().click(again)
    expect(await screen.findByText('Nothing under these filters')).toBeVisible()
  })

  it('checks the log part by part and names what is wrong', async () => {
    const part = { end: 50, message: '' }
    hub.procedures.set('audit.verify', (input) =>
      (input as { after: number }).after === 0
        ? { ...part, through: 25, nextAfter: 25, fault: null }
        : {
            ...part,
            through: 50,
            nextAfter: null,
            fault: { seq: 31, kind: 'changed' },
            message: 'Entry 31 is not as it was written.',
          },
    )
    hub.open('/o/tide-fennel/audit')
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Check the log' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Entry 31 is not as it was written.')
  })

  it('prepares the file of what the filters show', async () => {
    hub.procedures.set('audit.export', () => ({ path: '#/exports/audit/token' }))
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    hub.open('/o/tide-fennel/audit?action=ops.task.created')
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Export' }))
    await user.click(await screen.findByRole('menuitem', { name: /CSV/ }))
    expect(await screen.findByText('The file is being saved.')).toBeInTheDocument()
    expect(hub.calls.find(({ path }) => path === 'audit.export')?.input).toMatchObject({
      format: 'csv',
      action: 'ops.task.created',
    })
    expect(click).toHaveBeenCalledOnce()
    click.mockRestore()
  })

  it('shows no check to an admin, and says to a member whom to ask', async () => {
    hub.procedures.set('auth.me', () => withRights('organization.read', 'audit.read', 'member.read'))
    hub.open('/o/tide-fennel/audit')
    await screen.findByRole('button', { name: details })
    expect(screen.queryByRole('button', { name: 'Check the log' })).toBeNull()
    expect(screen.queryByRole('columnheader', { name: 'Address' })).toBeNull()
    hub.procedures.set('auth.me', () => withRights('organization.read'))
    hub.open('/o/tide-fennel/audit')
    expect(await screen.findByText(/You have no access to Audit log in/)).toBeInTheDocument()
  })
})

describe('the log and the addresses of the platform (ADM-3)', () => {
  const administrator = () => ({
    ...withRights('organization.read'),
    user: { ...me.user, isPlatformAdmin: true },
  })

  it('asks for the organization in the address', async () => {
    const org = me.organizations[0]?.id ?? ''
    hub.procedures.set('auth.me', administrator)
    hub.procedures.set('audit.platform.list', () => ({ items: [entry], nextCursor: null }))
    hub.procedures.set('audit.platform.actions', () => ({ actions: [], words: {} }))
    hub.procedures.set('admin.organizations.list', () => ({ items: [], nextCursor: null }))
    hub.open(`/admin/audit?org=${org}`)
    await screen.findByRole('button', { name: details })
    expect(hub.calls.find(({ path }) => path === 'audit.platform.list')?.input).toMatchObject({
      organizationId: org,
    })
  })

  it('blocks an address, and undoes an unblock', async () => {
    const block = {
      id: '01a1f859-d525-702e-874d-0000000000b1',
      network: '203.0.113.0/24',
      reason: 'Guesses passwords',
      createdByName: 'Maeve Brannigan',
      createdAt: entry.at,
      expiresAt: null,
      isActive: true,
    }
    hub.procedures.set('auth.me', administrator)
    hub.procedures.set('admin.blocks.list', () => ({ items: [block], nextCursor: null }))
    hub.procedures.set('admin.blocks.add', () => block)
    hub.procedures.set('admin.blocks.remove', () => ({ done: true }))
    hub.open('/admin/addresses')
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Block an address' }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: 'Block it' }))
    expect(within(dialog).getByText('Write an address or a range.')).toBeInTheDocument()
    await user.type(within(dialog).getByLabelText('Address or range'), '203.0.113.0/24')
    await user.type(within(dialog).getByLabelText('Reason'), 'Guesses passwords')
    await user.selectOptions(within(dialog).getByLabelText('How long'), 'For good')
    await user.click(within(dialog).getByRole('button', { name: 'Block it' }))
    expect(await screen.findByText('203.0.113.0/24 is blocked.')).toBeInTheDocument()
    const added = () => hub.calls.filter(({ path }) => path === 'admin.blocks.add')
    expect(added()[0]?.input).toMatchObject({
      network: '203.0.113.0/24',
      expiresAt: null,
      isBroadMeant: false,
    })
    await user.click(screen.getByRole('button', { name: 'Unblock 203.0.113.0/24' }))
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    await vi.waitFor(() => expect(added()).toHaveLength(2))
  })
})
