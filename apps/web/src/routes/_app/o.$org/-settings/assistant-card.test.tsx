import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../testing/app-on-hub.ts'
import { me } from '../../../../testing/open-app.tsx'

const withRights = (...permissions: string[]) => ({
  ...me,
  organizations: me.organizations.map((one) => ({ ...one, permissions })),
})
const driver = { id: 'gpt-4o', name: 'gpt-4o', isBuiltIn: false, note: '' }
const hub = appOnHub({
  'auth.me': () => withRights('organization.read', 'credits.read', 'organization.write'),
  'organizations.get': () => ({
    id: '01a1f859-d525-702e-874d-6f9b61ee33bb',
    slug: 'tide-fennel',
    name: 'Tide & Fennel',
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
    requiresSecondFactor: false,
    version: 3,
    createdAt: '2026-11-02T09:00:00Z',
  }),
  'credits.limits': () => ({
    monthMicro: null,
    memberDayMicro: null,
    usedThisMonthMicro: 0,
    usedTodayMicro: 0,
  }),
  'assistant.drivers': () => [driver],
  'assistant.instructions.get': () => ({ text: 'Address people formally.' }),
  'assistant.instructions.set': () => ({ done: true }),
})

describe('what the organization tells its model', () => {
  it('is written by who may change the organization', async () => {
    hub.open('/o/tide-fennel/settings')
    const field = await screen.findByLabelText(/^Instructions/)
    expect(field).toHaveValue('Address people formally.')
    const user = userEvent.setup()
    await user.type(field, ' Be brief.')
    await user.click(screen.getByRole('button', { name: 'Save instructions' }))
    await waitFor(() =>
      expect(hub.inputs('assistant.instructions.set')).toMatchObject([
        { text: 'Address people formally. Be brief.' },
      ]),
    )
  })

  it('is only shown to others', async () => {
    hub.procedures.set('auth.me', () => withRights('organization.read', 'credits.read'))
    hub.open('/o/tide-fennel/settings')
    expect(await screen.findByText('Address people formally.')).toBeInTheDocument()
    expect(screen.queryByLabelText(/^Instructions/)).toBeNull()
  })

  it('has no place where rules answer', async () => {
    hub.procedures.set('assistant.drivers', () => [{ ...driver, id: 'built-in', isBuiltIn: true }])
    hub.open('/o/tide-fennel/settings')
    expect(await screen.findByText('Spending limits')).toBeInTheDocument()
    expect(screen.queryByText('Address people formally.')).toBeNull()
    expect(hub.inputs('assistant.instructions.get')).toEqual([])
  })
})
