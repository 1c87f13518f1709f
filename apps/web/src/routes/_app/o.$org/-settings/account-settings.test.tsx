import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../testing/app-on-hub.ts'
import { me } from '../../../../testing/open-app.tsx'
import { refuse } from '../../../../testing/stand-in.ts'

const PATH = '/o/tide-fennel/settings?tab=account'
const NEXT = 'maeve@tide.example'
const pending = {
  email: NEXT,
  isOldConfirmed: true,
  isNewConfirmed: false,
  expiresAt: '2026-11-21T09:00:00.000Z',
}
const organization = (fate: string, fields: object = {}) => ({
  slug: 'tide-fennel',
  name: 'Tide & Fennel',
  otherMembers: 0,
  fate,
  ...fields,
})
const plan = (...organizations: object[]) => ({ graceDays: 14, organizations })
const answers = {
  'auth.me': () => me,
  'auth.emailChange': () => ({ pending: null }),
  'auth.deletionPlan': () => plan(organization('delete')),
}
const key = { idempotencyKey: expect.any(String) }

const hub = appOnHub(answers)

const open = (changes: Record<string, () => unknown> = {}) => {
  for (const [path, answer] of Object.entries(changes)) hub.procedures.set(path, answer)
  hub.open(PATH)
}
const button = (name: string) => screen.findByRole('button', { name })

describe('to an administrator in the place of somebody (ADM-1)', () => {
  const inPlace = { ...me, impersonation: { expiresAt: '2026-11-21T09:00:00.000Z' } }

  it('the account is shown and cannot be changed', async () => {
    open({ 'auth.me': () => inPlace })
    expect(await screen.findByText(`Only ${me.user.name} changes this.`)).toBeVisible()
    expect(await screen.findByLabelText('New address')).toBeDisabled()
    expect(await button('Delete my account')).toBeDisabled()
  })
})

describe('a change of address that waits (AUTH-10)', () => {
  it('says which of the two links is still to be used', async () => {
    open({ 'auth.emailChange': () => ({ pending }) })
    await button('Cancel the change')
    const rows = screen.getAllByRole('listitem')
    const rowOf = (text: string) => rows.find((row) => row.textContent?.includes(text))
    expect(rowOf(NEXT)).toHaveTextContent('Waiting')
    expect(rowOf(me.user.email)).toHaveTextContent('Confirmed')
    expect(screen.queryByLabelText('New address')).toBeNull()
  })

  it('can be cancelled', async () => {
    let isOpen = true
    open({
      'auth.emailChange': () => ({ pending: isOpen ? pending : null }),
      'auth.cancelEmailChange': () => {
        isOpen = false
        return { done: true }
      },
    })
    await userEvent.click(await button('Cancel the change'))
    expect(await screen.findByText('Your address stays as it is.')).toBeInTheDocument()
    expect(await screen.findByLabelText('New address')).toBeInTheDocument()
    expect(hub.inputs('auth.cancelEmailChange')).toEqual([key])
  })

  it('is not offered to an address that was never confirmed', async () => {
    open({ 'auth.me': () => ({ ...me, user: { ...me.user, isEmailVerified: false } }) })
    expect(await screen.findByText(/Confirm this address first/)).toBeInTheDocument()
    expect(screen.queryByLabelText('New address')).toBeNull()
  })

  it('says when it cannot be read, and tries again', async () => {
    open({
      'auth.emailChange': () => {
        throw refuse('UNAVAILABLE', 'The database is away.')
      },
    })
    await screen.findByText('The database is away.')
    hub.procedures.set('auth.emailChange', () => ({ pending: null }))
    await userEvent.click(await button('Try now'))
    expect(await screen.findByLabelText('New address')).toBeInTheDocument()
  })
})

describe('the copy of everything (AUTH-10)', () => {
  it('is fetched by the link the hub gives', async () => {
    open({ 'auth.exportData': () => ({ url: '#the-zip', expiresAt: pending.expiresAt }) })
    await userEvent.click(await button('Download my data'))
    await waitFor(() => expect(location.hash).toBe('#the-zip'))
    expect(hub.inputs('auth.exportData')).toEqual([key])
  })

  it('says why there is none', async () => {
    open({
      'auth.exportData': () => {
        throw refuse('TOO_MANY_REQUESTS', 'That was a lot at once.')
      },
    })
    await userEvent.click(await button('Download my data'))
    expect(await screen.findByText('That was a lot at once.')).toBeInTheDocument()
  })
})

describe('the end of the account (AUTH-10)', () => {
  it.each([
    ['leave', 3, 'You leave it. What you made there stays, under "Former member".'],
    ['delete', 0, 'Nobody else is in it, so it is deleted with all it holds.'],
    ['hand-over', 1, 'You are its only owner, with one other member. Make one of them the owner first.'],
    ['hand-over', 2, 'You are its only owner, with 2 other members. Make one of them the owner first.'],
  ])(
    'says of an organization with the fate "%s" and %i others what becomes of it',
    async (fate, count, words) => {
      open({ 'auth.deletionPlan': () => plan(organization(fate, { otherMembers: count })) })
      expect(await screen.findByText(words)).toBeInTheDocument()
    },
  )

  it('is not offered while something has to be handed over', async () => {
    open({ 'auth.deletionPlan': () => plan(organization('hand-over', { otherMembers: 1 })) })
    expect(await screen.findByRole('link', { name: 'Open its team' })).toHaveAttribute(
      'href',
      '/o/tide-fennel/team',
    )
    expect(screen.queryByRole('button', { name: 'Delete my account' })).toBeNull()
  })

  it('takes the own address, typed, and names what ends with it', async () => {
    open({
      'auth.deleteAccount': () => {
        throw refuse('CONFLICT', 'You are the only administrator of this hub.')
      },
    })
    await userEvent.click(await button('Delete my account'))
    const dialog = await screen.findByRole('dialog', { name: 'Delete your account?' })
    expect(dialog).toHaveTextContent('all that is in Tide & Fennel')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete my account' }))
    expect(await within(dialog).findByText('Type the words exactly as shown.')).toBeInTheDocument()
    expect(hub.inputs('auth.deleteAccount')).toEqual([])
    await userEvent.type(within(dialog).getByRole('textbox'), me.user.email)
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete my account' }))
    expect(await screen.findByText('You are the only administrator of this hub.')).toBeInTheDocument()
    expect(hub.inputs('auth.deleteAccount')).toEqual([{ email: me.user.email, ...key }])
  })

  it('can be thought better of', async () => {
    open()
    await userEvent.click(await button('Delete my account'))
    await userEvent.click(await button('Keep my account'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(hub.inputs('auth.deleteAccount')).toEqual([])
  })
})
