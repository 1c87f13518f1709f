import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
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
  createdAt: '2026-11-20T08:00:00.000Z',
}
const spending = {
  monthMicro: 100_000_000,
  memberDayMicro: null as number | null,
  usedThisMonthMicro: 0,
  usedTodayMicro: 0,
}
const permissions = ['organization.read', 'organization.write', 'organization.own', 'credit.read']
const owner = { ...me, organizations: me.organizations.map((one) => ({ ...one, permissions })) }
const stale = () => refuse('STALE_VERSION', 'Somebody changed this in the meantime.')

let stored: typeof organization
let limits: typeof spending
let person: typeof owner
const hub = appOnHub({
  'auth.me': () => person,
  'organizations.get': () => stored,
  'organizations.members.list': () => ({ items: [], nextCursor: null }),
  'organizations.update': (input) => {
    const {
      version,
      idempotencyKey: _key,
      ...fields
    } = input as typeof organization & { idempotencyKey: string }
    if (version !== stored.version) throw stale()
    stored = { ...stored, ...fields, version: version + 1 }
    return stored
  },
  'credits.limits': () => limits,
  'credits.setLimits': (input) => {
    const { was, monthMicro, memberDayMicro } = input as typeof spending & { was: typeof spending }
    if (was.monthMicro !== limits.monthMicro || was.memberDayMicro !== limits.memberDayMicro) throw stale()
    limits = { ...limits, monthMicro, memberDayMicro }
    return limits
  },
  'auth.updateProfile': (input) => {
    person = { ...person, user: { ...person.user, ...(input as object) } }
    return person
  },
})

beforeEach(() => {
  sessionStorage.clear()
  stored = organization
  limits = spending
  person = owner
})

const write = async (label: string | RegExp, text: string) => {
  const field = await screen.findByLabelText(label)
  await userEvent.clear(field)
  await userEvent.type(field, text)
}
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))

describe('how dates are read', () => {
  const dayFirst = 'Dates are read day first: 05.01.2027 is 5 January.'

  it('is said beside the currency that decides it, also of one that is just chosen', async () => {
    hub.open('/o/tide-fennel/settings')
    const field = await screen.findByLabelText('Currency')
    expect(field).toHaveAccessibleDescription(dayFirst)
    await userEvent.selectOptions(field, 'USD, US Dollar')
    expect(field).toHaveAccessibleDescription(/Dates are read month first: 01\/05\/2027 is January 5\.$/)
  })

  it('is said to those who may only look', async () => {
    person = {
      ...owner,
      organizations: me.organizations.map((one) => ({ ...one, permissions: ['organization.read'] })),
    }
    hub.open('/o/tide-fennel/settings')
    expect(await screen.findByText(dayFirst)).toBeInTheDocument()
  })
})

it('the currency is one that there is; one that was kept from before stands among them (CON-5)', async () => {
  stored = { ...stored, currency: 'XYZ' }
  hub.open('/o/tide-fennel/settings')
  const field = await screen.findByLabelText<HTMLSelectElement>('Currency')
  await waitFor(() => expect(field).toHaveValue('XYZ'))
  const choices = [...field.options].map(({ value }) => value)
  expect(choices).toContain('EUR')
  expect(choices.filter((code) => /^X[XYT]/.test(code))).toEqual(['XYZ'])
  await userEvent.selectOptions(field, 'CHF, Swiss Franc')
  await press('Save')
  await waitFor(() => expect(stored).toMatchObject({ currency: 'CHF' }))
})

describe('settings that two people change (CON-5)', () => {
  it('hold both changes where they are of different fields', async () => {
    hub.open('/o/tide-fennel/settings')
    await write('Name', 'Tide and Fennel')
    stored = { ...stored, currency: 'GBP', version: 4 }
    await press('Save')
    await waitFor(() => expect(stored).toMatchObject({ name: 'Tide and Fennel', currency: 'GBP' }))
    await waitFor(() => expect(screen.getByLabelText('Currency')).toHaveValue('GBP'))
  })

  it('show mine and theirs where they are of the same field', async () => {
    hub.open('/o/tide-fennel/settings')
    await write('Name', 'Tide and Fennel')
    stored = { ...stored, name: 'Fennel & Tide', version: 4 }
    await press('Save')
    const theirs = await screen.findByText('Fennel & Tide')
    expect(screen.getByLabelText('Name')).toHaveValue('Tide and Fennel')
    expect(within(theirs.closest('dl') as HTMLElement).getByText('Tide & Fennel')).toBeInTheDocument()
    await press('Keep mine')
    await press('Save')
    await waitFor(() => expect(stored.name).toBe('Tide and Fennel'))
  })

  it('of spending hold both limits', async () => {
    hub.open('/o/tide-fennel/settings')
    await write(/Credits per month/, '50')
    limits = { ...limits, memberDayMicro: 2_000_000 }
    await press('Save limits')
    await waitFor(() => expect(limits).toMatchObject({ monthMicro: 50_000_000, memberDayMicro: 2_000_000 }))
  })
})

describe('settings that are not saved', () => {
  it('are asked about when one leaves, and are there when one comes back', async () => {
    const { router } = hub.open('/o/tide-fennel/settings?tab=profile')
    await write('Name', 'Maeve B.')
    await userEvent.click(screen.getByRole('tab', { name: 'Organization' }))
    await press('Leave')
    await waitFor(() => expect(router.state.location.search).not.toMatchObject({ tab: 'profile' }))
    hub.open('/o/tide-fennel/settings?tab=profile')
    expect(await screen.findByText('Restored your draft.')).toBeInTheDocument()
    expect(screen.getByLabelText('Name')).toHaveValue('Maeve B.')
    await userEvent.click(screen.getAllByRole('button', { name: 'Save' })[0] as HTMLElement)
    await waitFor(() => expect(person.user.name).toBe('Maeve B.'))
    await waitFor(() => expect(sessionStorage).toHaveLength(0))
  })

  it('can be discarded', async () => {
    hub.open('/o/tide-fennel/settings?tab=profile')
    await write('Name', 'Maeve B.')
    hub.open('/o/tide-fennel/settings?tab=profile')
    await press('Discard it')
    await waitFor(() => expect(screen.getByLabelText('Name')).toHaveValue('Maeve Brannigan'))
  })
})
