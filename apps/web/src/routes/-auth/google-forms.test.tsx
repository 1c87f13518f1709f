import { screen } from '@testing-library/react'
import { beforeEach, describe } from 'vitest'
import { describeForms } from '../../testing/describe-forms.tsx'
import { me } from '../../testing/open-app.tsx'
import { refuse } from '../../testing/stand-in.ts'

const step = {
  challenge: 'A'.repeat(43),
  email: 'maeve@tideandfennel.example',
  expiresAt: '2026-11-20T18:00:00.000Z',
}
const proof = { ...step, status: 'proof', next: '/o/tide-fennel/team' }
const signUp = {
  ...step,
  status: 'sign_up',
  name: 'Maeve Brannigan',
  isInvited: false,
  next: '/o/tide-fennel',
}

let isSignedIn = false
beforeEach(() => {
  isSignedIn = false
})
const enter = () => {
  isSignedIn = true
  return {}
}
const answers = {
  'auth.me': () => {
    if (!isSignedIn) throw refuse('UNAUTHORIZED', 'Sign in first.')
    return me
  },
  'auth.registration': () => ({ mode: 'open', passwordPolicy: 'default', hasGoogle: true }),
}

describe('somebody Google knows who has an account', () => {
  describeForms({ ...answers, 'auth.google.step': () => proof }, [
    {
      name: 'proving an account for Google',
      path: '/google',
      submit: 'Link and sign in',
      pending: 'Linking',
      procedure: 'auth.google.prove',
      answer: enter,
      wrong: { label: 'Password', message: 'Enter a password.' },
      refusable: { label: 'Password', name: 'password' },
      fill: async (user) => {
        await user.type(screen.getByLabelText('Password'), 'Copper-kettle-58')
        // Leaving the field checks it; the stand-in answers faster than a network, and its answer is to come after that.
        await user.tab()
      },
      input: { challenge: step.challenge, password: 'Copper-kettle-58' },
      done: { leadsTo: '/o/tide-fennel/team' },
    },
  ])
})

describe('somebody Google knows who has none', () => {
  describeForms({ ...answers, 'auth.google.step': () => signUp }, [
    {
      name: 'an account by Google',
      path: '/google',
      submit: 'Create account',
      pending: 'Creating it',
      procedure: 'auth.google.register',
      answer: enter,
      spoil: async (user) => user.clear(await screen.findByLabelText('Your name')),
      wrong: { label: 'Your name', message: 'Fill in the name.' },
      refusable: { label: 'Organization', name: 'organizationName' },
      fill: async (user) => {
        const name = screen.getByLabelText('Your name')
        await user.clear(name)
        await user.type(name, 'Maeve Brannigan')
        await user.type(screen.getByLabelText('Organization'), 'Tide & Fennel')
        const terms = screen.getByRole<HTMLInputElement>('checkbox')
        if (!terms.checked) await user.click(terms)
      },
      input: {
        challenge: step.challenge,
        name: 'Maeve Brannigan',
        organizationName: 'Tide & Fennel',
        acceptTerms: true,
      },
      done: { leadsTo: '/o/tide-fennel' },
    },
  ])
})
