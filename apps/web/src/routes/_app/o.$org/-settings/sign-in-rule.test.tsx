import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../testing/app-on-hub.ts'
import { me, PERSON } from '../../../../testing/open-app.tsx'
import { refuse } from '../../../../testing/stand-in.ts'

const organization = {
  id: '01a1f859-d525-702e-874d-6f9b61ee33bb',
  slug: 'tide-fennel',
  name: 'Tide & Fennel',
  timeZone: 'Europe/Dublin',
  currency: 'EUR',
  requiresSecondFactor: false,
  version: 3,
  createdAt: '2026-11-02T09:00:00Z',
}
const maeve = {
  userId: PERSON,
  name: 'Maeve Brannigan',
  email: 'maeve@tideandfennel.example',
  role: 'owner',
  joinedAt: organization.createdAt,
  hasSecondFactor: false,
}
const meWith = (...permissions: string[]) => ({
  ...me,
  organizations: me.organizations.map((one) => ({ ...one, permissions })),
})

const answers = {
  'auth.me': () => meWith('organization.read', 'member.read', 'member.write', 'organization.own'),
  'organizations.get': () => organization,
  'organizations.members.list': () => ({ items: [maeve], nextCursor: null }),
}
const hub = appOnHub(answers)

describe('the sign-in rule (AUTH-9)', () => {
  it('is switched by an owner, who sees whom it concerns', async () => {
    hub.procedures.set('organizations.update', () => ({ ...organization, requiresSecondFactor: true }))
    hub.open('/o/tide-fennel/settings')
    const rule = await screen.findByRole('switch', { name: /^Members need a second factor/ })
    expect(rule).not.toBeChecked()
    expect(await screen.findByText('Without a second factor:')).toBeInTheDocument()
    expect(screen.getByText(/Maeve Brannigan$/, { selector: 'p' })).toBeInTheDocument()
    await userEvent.setup().click(rule)
    expect(await screen.findByText('From now on members need a second factor.')).toBeInTheDocument()
    await waitFor(() => expect(rule).toBeChecked())
    expect(hub.calls.findLast(({ path }) => path === 'organizations.update')?.input).toEqual({
      requiresSecondFactor: true,
      idempotencyKey: expect.any(String),
    })
    expect(screen.getByText('Kept out until they set one up:')).toBeInTheDocument()
  })

  it('stays as it was when the hub refuses, and says why', async () => {
    hub.procedures.set('organizations.update', () => {
      throw refuse('CONFLICT', 'Set up a second factor for yourself first.')
    })
    hub.open('/o/tide-fennel/settings')
    const rule = await screen.findByRole('switch')
    await userEvent.setup().click(rule)
    expect(await screen.findByText('Set up a second factor for yourself first.')).toBeInTheDocument()
    expect(rule).not.toBeChecked()
  })

  it('is read by everybody else, without the names', async () => {
    hub.procedures.set('auth.me', () => meWith('organization.read', 'member.read'))
    hub.open('/o/tide-fennel/settings')
    expect(await screen.findByText('A password is enough to work here.')).toBeInTheDocument()
    expect(screen.queryByRole('switch')).toBeNull()
    expect(hub.calls.filter(({ path }) => path === 'organizations.members.list')).toEqual([])
  })
})
