import '@testing-library/jest-dom/vitest'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../testing/app-on-hub.ts'
import { me } from '../../../../testing/open-app.tsx'
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
const limits = {
  monthMicro: 50_000_000,
  memberDayMicro: null,
  usedThisMonthMicro: 12_400_000,
  usedTodayMicro: 300_000,
}
const withRights = (...permissions: string[]) => ({
  ...me,
  organizations: me.organizations.map((one) => ({ ...one, permissions })),
})
const answers = {
  'auth.me': () => withRights('organization.read', 'credits.read', 'organization.own'),
  'organizations.get': () => organization,
  'credits.limits': () => limits,
}
const hub = appOnHub(answers)

const sent = () => hub.inputs('credits.setLimits')

describe('the spending limits (CRED-4)', () => {
  it('are set by an owner: an empty field is no limit, and 0 stops what costs', async () => {
    hub.procedures.set('credits.setLimits', () => ({ ...limits, monthMicro: null, memberDayMicro: 0 }))
    hub.open('/o/tide-fennel/settings')
    const user = userEvent.setup()
    const month = await screen.findByLabelText(/^Credits per month/)
    expect(month).toHaveValue('50.00')
    expect(screen.getByText('12.40 of 50.00 used this month.')).toBeInTheDocument()
    await user.clear(month)
    await user.type(screen.getByLabelText(/^Credits per member and day/), '0')
    await user.click(screen.getByRole('button', { name: 'Save limits' }))
    expect(await screen.findByText('The limits hold from now on.')).toBeInTheDocument()
    expect(sent()).toMatchObject([{ monthMicro: null, memberDayMicro: 0 }])
  })

  it('sends no amount that is none, and says what the hub refused', async () => {
    hub.procedures.set('credits.setLimits', () => {
      throw refuse('FORBIDDEN', 'Not while you act for somebody else.')
    })
    hub.open('/o/tide-fennel/settings')
    const user = userEvent.setup()
    const month = await screen.findByLabelText(/^Credits per month/)
    await user.type(month, 'x')
    expect(screen.getByText(/^Write an amount/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Save limits' }))
    expect(sent()).toEqual([])
    await user.clear(month)
    await user.type(month, '10')
    await user.click(screen.getByRole('button', { name: 'Save limits' }))
    expect(await screen.findByText('Not while you act for somebody else.')).toBeInTheDocument()
  })

  it('are only read by others', async () => {
    hub.procedures.set('auth.me', () => withRights('organization.read', 'credits.read'))
    hub.open('/o/tide-fennel/settings')
    expect(await screen.findByText(/^50.00 credits, 12.40 of 50.00 used/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Save limits' })).toBeNull()
  })

  it('that cannot be read leave what was typed beside them, also while they are tried again', async () => {
    const rights = withRights('organization.read', 'organization.write', 'credits.read')
    hub.procedures.set('auth.me', () => rights)
    hub.procedures.set('credits.limits', () => {
      throw refuse('CONFLICT', 'Not now.')
    })
    hub.open('/o/tide-fennel/settings')
    const user = userEvent.setup()
    const name = await screen.findByRole('textbox', { name: 'Name' })
    await user.type(name, ' & Sons')
    expect(screen.getByText('The limits could not be loaded')).toBeInTheDocument()
    hub.procedures.set('credits.limits', () => limits)
    await user.click(screen.getByRole('button', { name: 'Try now' }))
    expect(await screen.findByText(/^50\.00 credits/)).toBeInTheDocument()
    expect(name).toHaveValue('Tide & Fennel & Sons')
    expect(name).toBeInTheDocument()
  })
})
