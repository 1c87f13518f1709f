import '@testing-library/jest-dom/vitest'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { me, openApp } from '../../testing/open-app.tsx'
import { refuse, standIn } from '../../testing/stand-in.ts'

const TOKEN = 'A'.repeat(43)
const NEXT = 'maeve@tide.example'
const leaver = { ...me, user: { ...me.user, deletesAt: '2026-12-04T09:00:00.000Z' } }
const signedOut = () => {
  throw refuse('UNAUTHORIZED', 'Sign in first.')
}

const hub = standIn({ 'auth.registration': () => ({ mode: 'open', passwordPolicy: 'default' }) })
let app: ReturnType<typeof openApp>
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
afterAll(() => hub.server.close())
beforeEach(() => {
  localStorage.clear()
  hub.calls.length = 0
  hub.procedures.set('auth.me', signedOut)
  hub.procedures.set('auth.linkState', () => ({ isOpen: true }))
})
afterEach(() => {
  app.close()
  cleanup()
})

const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))
const inputs = (path: string) => hub.calls.filter((call) => call.path === path).map(({ input }) => input)
const heading = (name: string) => screen.findByRole('heading', { name })

describe('the page of the links in the mails (AUTH-10)', () => {
  it('uses nothing up by being opened', async () => {
    app = openApp(`/email-change?token=${TOKEN}`)
    await heading('Confirm the change of address')
    app.close()
    app = openApp(`/email-change?refuse=${TOKEN}`)
    await heading('This was not you?')
    const looks = ['auth.registration', 'auth.me', 'auth.linkState']
    expect(hub.calls.filter(({ path }) => !looks.includes(path))).toEqual([])
  })

  it.each([
    ['waiting', 'One of two is done'],
    ['changed', 'Your address is changed'],
  ])('says after the press that the change is %s', async (status, title) => {
    hub.procedures.set('auth.confirmEmailChange', () => ({ status, email: NEXT }))
    app = openApp(`/email-change?token=${TOKEN}`)
    await press('Confirm')
    await heading(title)
    expect(screen.getByText(NEXT)).toBeInTheDocument()
    expect(inputs('auth.confirmEmailChange')).toEqual([{ token: TOKEN }])
  })

  it.each([
    ['/reset?token', 'reset-password', 'Send a new link'],
    ['/verify?token', 'verify-email', 'Go to sign-in'],
    ['/setup?token', 'first-admin', 'Go to sign-in'],
    ['/email-change?token', 'change-email', 'Go to the hub'],
    ['/email-change?refuse', 'keep-email', 'Go to the hub'],
  ])('%s says at once that its link is used or too old', async (path, purpose, act) => {
    hub.procedures.set('auth.linkState', () => ({ isOpen: false }))
    app = openApp(`${path}=${TOKEN}`)
    await heading('This link no longer works')
    expect(screen.getByRole('link', { name: act })).toBeInTheDocument()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button', { name: /Confirm|Stop/ })).toBeNull()
    expect(inputs('auth.linkState')).toEqual([{ purpose, token: TOKEN }])
  })

  it.each(['/reset?token', '/verify?token', '/setup?token', '/email-change?token', '/email-change?refuse'])(
    '%s says at once that half a link is not complete',
    async (path) => {
      app = openApp(`${path}=${TOKEN.slice(1)}`)
      await heading('This link is not complete')
      expect(screen.queryByRole('textbox')).toBeNull()
      expect(inputs('auth.linkState')).toEqual([])
    },
  )

  it('says why a link no longer works', async () => {
    hub.procedures.set('auth.confirmEmailChange', () => {
      throw refuse('BAD_REQUEST', 'This link was used already or has run out.')
    })
    app = openApp(`/email-change?token=${TOKEN}`)
    await press('Confirm')
    expect(await screen.findByRole('alert')).toHaveTextContent('This link was used already or has run out.')
  })

  it('asks for no session in a browser that never had one', async () => {
    hub.refresh.count = 0
    hub.procedures.set('auth.verifyEmail', () => ({ email: NEXT }))
    app = openApp(`/verify?token=${TOKEN}`)
    await press('Confirm my address')
    await heading('Sign in')
    app.close()
    hub.procedures.set('auth.confirmEmailChange', () => ({ status: 'changed', email: NEXT }))
    app = openApp(`/email-change?token=${TOKEN}`)
    await press('Confirm')
    await heading('Your address is changed')
    expect(hub.refresh.count).toBe(0)
  })

  it('stops the change and leads to a new password', async () => {
    hub.procedures.set('auth.refuseEmailChange', () => ({ done: true }))
    app = openApp(`/email-change?refuse=${TOKEN}`)
    await press('Stop the change')
    await heading('The change is stopped')
    expect(inputs('auth.refuseEmailChange')).toEqual([{ token: TOKEN }])
    expect(screen.getByRole('link', { name: 'Set a new password' })).toHaveAttribute('href', '/forgot')
  })

  it('says so where half of the link is missing', async () => {
    app = openApp('/email-change')
    await heading('This link is not complete')
    expect(screen.getByRole('link', { name: 'Go to the hub' })).toHaveAttribute('href', '/')
  })
})

describe('an account that is about to be deleted (AUTH-10)', () => {
  it.each(['/', '/o/tide-fennel/tasks', '/new-organization', '/sign-in'])(
    'opens nothing but the page where it can be kept, from %s',
    async (path) => {
      localStorage.setItem('hub.organization', 'tide-fennel')
      hub.procedures.set('auth.me', () => leaver)
      app = openApp(path)
      await heading('Your account is about to be deleted')
      expect(app.router.state.location.pathname).toBe('/leaving')
      expect(screen.getByText(/4 December 2026/)).toBeInTheDocument()
      expect(screen.getByRole('button', { name: 'Sign out' })).toBeInTheDocument()
    },
  )

  it('is kept by one press', async () => {
    hub.procedures.set('auth.me', () => leaver)
    hub.procedures.set('auth.keepAccount', () => {
      hub.procedures.set('auth.me', () => ({ ...me, organizations: [] }))
      return { done: true }
    })
    app = openApp('/leaving')
    await press('Keep my account')
    await waitFor(() => expect(app.router.state.location.pathname).toBe('/new-organization'))
  })

  it('says when it is too late', async () => {
    hub.procedures.set('auth.me', () => leaver)
    hub.procedures.set('auth.keepAccount', () => {
      throw refuse('CONFLICT', 'There is nothing to keep.')
    })
    app = openApp('/leaving')
    await press('Keep my account')
    expect(await screen.findByRole('alert')).toHaveTextContent('There is nothing to keep.')
  })

  it.each([
    ['somebody who stays, to the start', () => ({ ...me, organizations: [] }), '/new-organization'],
    ['somebody signed out, to the sign-in', signedOut, '/sign-in'],
  ])('the page leads %s', async (_who, answer, to) => {
    hub.procedures.set('auth.me', answer)
    app = openApp('/leaving')
    await waitFor(() => expect(app.router.state.location.pathname).toBe(to))
  })
})

it('somebody without any organization finds the way to their account', async () => {
  hub.procedures.set('auth.me', () => ({ ...me, organizations: [] }))
  hub.procedures.set('auth.emailChange', () => ({ pending: null }))
  hub.procedures.set('auth.deletionPlan', () => ({ graceDays: 14, organizations: [] }))
  app = openApp('/')
  await userEvent.click(await screen.findByRole('link', { name: 'Manage your account' }))
  await heading('Your account')
  expect(await screen.findByRole('button', { name: 'Delete my account' })).toBeInTheDocument()
  expect(await screen.findByRole('button', { name: 'Download my data' })).toBeInTheDocument()
})
