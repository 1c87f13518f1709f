import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../testing/app-on-hub.ts'
import { me } from '../../../../testing/open-app.tsx'
import { refuse } from '../../../../testing/stand-in.ts'

const plain = { options: [], minimum: null, maximum: null, maxLength: null, description: 'As you like.' }
const settings = [
  { ...plain, name: 'lowAt', title: 'Low at', kind: 'number', minimum: 0, maximum: 99, value: 5 },
  { ...plain, name: 'isLocked', title: 'Locked', kind: 'toggle', value: false },
  {
    ...plain,
    name: 'begins',
    title: 'Week begins',
    kind: 'choice',
    options: [
      { value: 'monday', label: 'Monday' },
      { value: 'sunday', label: 'Sunday' },
    ],
    value: 'monday',
  },
  { ...plain, name: 'greeting', title: 'Greeting', kind: 'text', maxLength: 20, value: 'Hello' },
]
const shelf = { module: 'shelf', title: 'Shelf', mayChange: true, version: 4, settings }
const hub = appOnHub({
  'auth.me': () => me,
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
  'organizations.moduleSettings.get': () => ({ modules: [shelf] }),
})

const open = () => {
  hub.open('/o/tide-fennel/settings')
  return userEvent.setup()
}
const sent = () => hub.inputs('organizations.moduleSettings.set')
const save = () => screen.findByRole('button', { name: 'Save Shelf' })

describe('settings of modules', () => {
  it('are fields as the module says, and only what was changed is sent', async () => {
    hub.procedures.set('organizations.moduleSettings.set', () => ({ ...shelf, version: 5 }))
    const user = open()
    const low = await screen.findByLabelText('Low at')
    expect(low).toHaveValue('5')
    await user.clear(low)
    await user.type(low, '7')
    await user.click(screen.getByLabelText(/^Locked/))
    await user.selectOptions(screen.getByLabelText('Week begins'), 'Sunday')
    await user.click(await save())
    expect(await screen.findByText('Saved.')).toBeInTheDocument()
    const values = { lowAt: 7, isLocked: true, begins: 'sunday' }
    expect(sent()).toMatchObject([{ module: 'shelf', values, version: 4 }])
  })

  it('are not sent while a number cannot be read', async () => {
    const user = open()
    const low = await screen.findByLabelText('Low at')
    await user.clear(low)
    await user.click(await save())
    expect(await screen.findByText('Write a number, such as 12.')).toBeInTheDocument()
    await user.type(low, '5')
    expect(sent()).toEqual([])
  })

  it('show what somebody else saved meanwhile instead of writing over it', async () => {
    const theirs = settings.map((one) => (one.name === 'greeting' ? { ...one, value: 'Ahoy' } : one))
    hub.procedures.set('organizations.moduleSettings.set', () => {
      hub.procedures.set('organizations.moduleSettings.get', () => ({
        modules: [{ ...shelf, version: 5, settings: theirs }],
      }))
      throw refuse('STALE_VERSION', 'Somebody changed it.')
    })
    const user = open()
    await user.type(await screen.findByLabelText('Greeting'), ' there')
    await user.click(await save())
    expect(await screen.findByText(/Ahoy/)).toBeInTheDocument()
    expect(sent()).toHaveLength(1)
  })

  it('are only shown to who may not change them', async () => {
    hub.procedures.set('organizations.moduleSettings.get', () => ({
      modules: [{ ...shelf, mayChange: false }],
    }))
    open()
    expect(await screen.findByText('Greeting')).toBeInTheDocument()
    expect(screen.queryByLabelText('Greeting')).toBeNull()
  })

  it('have no place where no module has any', async () => {
    hub.procedures.set('organizations.moduleSettings.get', () => ({ modules: [] }))
    open()
    expect(await screen.findByText('Spending limits')).toBeInTheDocument()
    await waitFor(() => expect(hub.inputs('organizations.moduleSettings.get')).toHaveLength(1))
    expect(screen.queryByText('Shelf')).toBeNull()
  })
})
