import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'
import { refuse } from '../../../../../testing/stand-in.ts'

const CREATE = 'modules.accounting.contacts.create'
const UPDATE = 'modules.accounting.contacts.update'
const TAKEN = 'Kestrel Books in Galway is there already. Take it, or say that you want a second one.'

const contact = {
  id: '01a1f859-d525-702e-874d-6f9b61ee3311',
  name: 'Kestrel Books',
  isCustomer: true,
  isVendor: false,
  email: '',
  phone: '',
  street: '',
  postcode: '',
  city: '',
  country: null,
  taxId: '',
  termsDays: null,
  note: '',
  archivedAt: null,
  version: 1,
}
const book = {
  baseCurrency: 'EUR',
  country: 'IE',
  yearStart: '01-01',
  closed: { forGood: '2025-12-31', forNow: null, sales: null, bank: null, taxes: null },
  createdAt: '2026-01-01T09:00:00.000Z',
  version: 1,
}
const permissions = ['accounting.book.read', 'accounting.contact.read', 'accounting.contact.write'] as const
const bookkeeper = {
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: [...one.permissions, ...permissions],
  })),
}

/** As the hub does: a name that is there is refused until a second one is meant. */
function create(input: unknown) {
  if (input instanceof Object && 'anyway' in input && input.anyway === true) return contact
  throw refuse('CONFLICT', TAKEN, [{ path: 'name', message: TAKEN }])
}

const hub = appOnHub({
  'auth.me': () => bookkeeper,
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.contacts.list': () => ({ items: [], nextCursor: null }),
  'modules.accounting.contacts.get': () => contact,
  [CREATE]: create,
})

it('is not saved over what a colleague saved since it was opened', async () => {
  const user = userEvent.setup()
  const { router } = hub.open(`/o/tide-fennel/accounting/contacts?contact=${contact.id}`)
  await user.click(await screen.findByRole('button', { name: 'Change' }, patience))
  const dialog = within(await screen.findByRole('dialog', { name: 'Change Kestrel Books' }, patience))
  hub.procedures.set('modules.accounting.contacts.get', () => ({
    ...contact,
    phone: '+353 1 555',
    version: 2,
  }))
  await router.options.context.hubs.of('tide-fennel').queryClient.invalidateQueries()
  await user.type(dialog.getByLabelText('City'), 'Galway')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(hub.inputs(UPDATE)).toMatchObject([{ version: 1, phone: '', city: 'Galway' }]))
})

const patience = { timeout: 8_000 }
const twin = { name: 'Add a second one of this name' }
const sent = () => hub.calls.filter(({ path }) => path === CREATE).map(({ input }) => input)

/** Tries to add a customer whose name is there already. */
async function addTwin() {
  const user = userEvent.setup()
  hub.open('/o/tide-fennel/accounting/contacts')
  await user.click(await screen.findByRole('button', { name: 'Add' }, patience))
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a customer or vendor' }, patience))
  const name = dialog.getByLabelText('Name')
  const add = () => user.click(dialog.getByRole('button', { name: 'Add' }))
  await user.type(name, 'Kestrel Books')
  await add()
  const meant = await dialog.findByRole('checkbox', twin, patience)
  return { user, dialog, name, meant, add }
}

it('a second customer of a name is added once somebody says that it is meant (ACC-2)', async () => {
  const { user, dialog, name, meant, add } = await addTwin()
  expect(dialog.getByText(TAKEN)).toBeTruthy()
  expect(document.activeElement).toBe(name)
  await user.click(meant)
  await add()
  await screen.findByText('Added Kestrel Books.', {}, patience)
  expect(sent()).toMatchObject([{ anyway: false }, { name: 'Kestrel Books', anyway: true }])
})

it('another name is asked about anew (ACC-2)', async () => {
  const { user, dialog, name, meant, add } = await addTwin()
  await user.click(meant)
  await user.type(name, ' Cork')
  expect(dialog.queryByRole('checkbox', twin)).toBeNull()
  await add()
  await dialog.findByRole('checkbox', twin, patience)
  expect(sent()).toMatchObject([{ anyway: false }, { name: 'Kestrel Books Cork', anyway: false }])
})
