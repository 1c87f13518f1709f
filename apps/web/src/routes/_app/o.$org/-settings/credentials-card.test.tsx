import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../testing/app-on-hub.ts'
import { me } from '../../../../testing/open-app.tsx'
import { refuse } from '../../../../testing/stand-in.ts'

const SECRET = 'sup_live_7f3a91c2'
const URL = 'https://hub.example/webhooks/shelf/orders/abc'
const open = {
  name: 'shelf.supplier',
  moduleTitle: 'Shelf',
  title: 'key of the supplier',
  about: 'In the portal of the supplier, under “Access”.',
  webhooks: [{ title: 'New orders', url: URL }],
  kept: null,
}
const kept = { ...open, kept: { setAt: '2026-11-20T09:00:00Z', setByName: 'Maeve', endsWith: '91c2' } }
const answer = (credential: object) => () => ({ credentials: [credential] })
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
  'organizations.credentials.list': answer(open),
})
const key = { idempotencyKey: expect.any(String) }
const name = 'Shelf: key of the supplier'

const begin = () => {
  hub.open('/o/tide-fennel/settings')
  return userEvent.setup()
}

describe('credentials of modules', () => {
  it('are set in a dialog, and only their end is shown afterwards', async () => {
    hub.procedures.set('organizations.credentials.set', () => {
      hub.procedures.set('organizations.credentials.list', answer(kept))
      return kept
    })
    const user = begin()
    expect(await screen.findByText('Not set yet')).toBeInTheDocument()
    expect(screen.getByText(URL)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: `Set ${name}` }))
    const dialog = await screen.findByRole('dialog', { name })
    expect(dialog).toHaveTextContent('In the portal of the supplier')
    await user.type(within(dialog).getByLabelText('Secret'), SECRET)
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(await screen.findByText(/by Maeve, ends with 91c2/)).toBeInTheDocument()
    expect(hub.inputs('organizations.credentials.set')).toEqual([
      { name: 'shelf.supplier', secret: SECRET, ...key },
    ])
    const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify(storage))
    expect([document.body.innerHTML, ...stored].join('')).not.toContain(SECRET)
  })

  it('stay as they are where the hub refuses, with the reason at the field', async () => {
    const message = 'The supplier does not know this key any more.'
    hub.procedures.set('organizations.credentials.set', () => {
      throw refuse('BAD_REQUEST', message, [{ path: 'secret', message }])
    })
    const user = begin()
    await user.click(await screen.findByRole('button', { name: `Set ${name}` }))
    await user.type(await screen.findByLabelText('Secret'), SECRET)
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText(message)).toBeInTheDocument()
    expect(screen.getByRole('dialog', { name })).toBeInTheDocument()
  })

  it('are removed after a question', async () => {
    hub.procedures.set('organizations.credentials.list', answer(kept))
    hub.procedures.set('organizations.credentials.remove', () => ({ done: true }))
    const user = begin()
    await user.click(await screen.findByRole('button', { name: `Remove ${name}` }))
    const dialog = await screen.findByRole('dialog')
    expect(dialog).toHaveTextContent('What Shelf does with it stops at once')
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }))
    expect(await screen.findByText('It is removed.')).toBeInTheDocument()
    expect(hub.inputs('organizations.credentials.remove')).toEqual([{ name: 'shelf.supplier', ...key }])
  })

  it('have no place where there is none to manage', async () => {
    hub.procedures.set('organizations.credentials.list', () => ({ credentials: [] }))
    begin()
    expect(await screen.findByText('Spending limits')).toBeInTheDocument()
    await waitFor(() => expect(hub.inputs('organizations.credentials.list')).toHaveLength(1))
    expect(screen.queryByText('Credentials')).toBeNull()
  })
})
