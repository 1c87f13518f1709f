import { screen } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { beforeEach } from 'vitest'
import { describeForms } from '../../testing/describe-forms.tsx'
import { me } from '../../testing/open-app.tsx'
import { refuse } from '../../testing/stand-in.ts'

const TOKEN = 'A'.repeat(43)
const PASSWORD = 'Copper-kettle-58-lanterns'
const EMAIL = 'maeve@tideandfennel.example'
const WHOLE_ADDRESS = 'Write an e-mail address such as ana@example.com.'

const type = async (user: UserEvent, label: string, text: string) => {
  const field = screen.getByLabelText(label)
  await user.clear(field)
  await user.type(field, text)
}
/** Of the two things that a password field's label names, the field. */
const typePassword = async (user: UserEvent, label = 'Password') => type(user, label, PASSWORD)

let isSignedIn = false
beforeEach(() => {
  isSignedIn = false
})
const signIn = () => {
  isSignedIn = true
  return {}
}

describeForms(
  {
    'auth.me': () => {
      if (isSignedIn) return me
      throw refuse('UNAUTHORIZED', 'Sign in first.')
    },
    'auth.registration': () => ({ mode: 'open', passwordPolicy: 'default' }),
    'auth.login': signIn,
  },
  [
    {
      name: 'signing in',
      path: '/sign-in?next=/o/tide-fennel/team',
      submit: 'Sign in',
      pending: 'Signing in',
      procedure: 'auth.login',
      answer: signIn,
      wrong: { label: 'Email', message: WHOLE_ADDRESS },
      refusable: { label: 'Email', name: 'email' },
      fill: async (user) => {
        await type(user, 'Email', EMAIL)
        await typePassword(user)
      },
      input: { email: EMAIL, password: PASSWORD, remember: true },
      done: { leadsTo: '/o/tide-fennel/team' },
    },
    {
      name: 'signing up',
      path: '/sign-up',
      submit: 'Create account',
      pending: 'Creating it',
      procedure: 'auth.register',
      answer: () => ({ status: 'check_mail' }),
      wrong: { label: 'Your name', message: 'Fill in the name.' },
      refusable: { label: 'Organization', name: 'organizationName' },
      fill: async (user) => {
        await type(user, 'Your name', 'Maeve Brannigan')
        await type(user, 'Email', EMAIL)
        await type(user, 'Organization', 'Tide & Fennel')
        await typePassword(user)
        const terms = screen.getByRole<HTMLInputElement>('checkbox')
        if (!terms.checked) await user.click(terms)
      },
      input: {
        name: 'Maeve Brannigan',
        email: EMAIL,
        organizationName: 'Tide & Fennel',
        password: PASSWORD,
        acceptTerms: true,
      },
      done: { says: 'Check your mailbox', leadsTo: '/check-mail?email=maeve%40tideandfennel.example' },
    },
    {
      name: 'the first administrator',
      path: `/setup?token=${TOKEN}`,
      submit: 'Create the administrator',
      pending: 'Setting up',
      procedure: 'auth.claimFirstAdmin',
      answer: () => ({ email: EMAIL }),
      wrong: { label: 'Your name', message: 'Fill in the name.' },
      refusable: { label: 'Password', name: 'password' },
      fill: async (user) => {
        await type(user, 'Your name', 'Maeve Brannigan')
        await type(user, 'Email', EMAIL)
        await type(user, 'Organization', 'Tide & Fennel')
        await typePassword(user)
      },
      input: {
        token: TOKEN,
        name: 'Maeve Brannigan',
        email: EMAIL,
        organizationName: 'Tide & Fennel',
        password: PASSWORD,
      },
      done: {
        leadsTo: '/o/tide-fennel',
        asks: { path: 'auth.login', input: { email: EMAIL, password: PASSWORD } },
      },
    },
    {
      name: 'a link to a new password',
      path: '/forgot',
      submit: 'Send the link',
      pending: 'Sending',
      procedure: 'auth.forgotPassword',
      answer: () => ({ status: 'check_mail' }),
      wrong: { label: 'Email', message: WHOLE_ADDRESS },
      refusable: { label: 'Email', name: 'email' },
      fill: (user) => type(user, 'Email', EMAIL),
      input: { email: EMAIL },
      done: {
        says: 'Check your mailbox',
        leadsTo: '/check-mail?email=maeve%40tideandfennel.example&for=reset',
      },
    },
    {
      name: 'a new password by the link',
      path: `/reset?token=${TOKEN}`,
      submit: 'Change password',
      pending: 'Saving',
      procedure: 'auth.resetPassword',
      answer: () => ({}),
      wrong: { label: 'New password', message: 'Enter a password.' },
      refusable: { label: 'New password', name: 'password' },
      fill: (user) => typePassword(user, 'New password'),
      input: { token: TOKEN, password: PASSWORD },
      done: { says: 'Your password is changed. Sign in with the new one.' },
    },
  ],
)
