import { Note } from '@hub/ui/note'
import { createFileRoute, redirect } from '@tanstack/react-router'
import { useState } from 'react'
import { findMeHere, wasHere } from '../account.ts'
import { AuthPage } from '../components/auth-page.tsx'
import { googleRefusals } from '../google-refusals.ts'
import { googleWords } from '../google.ts'
import { checked, localPath, oneOf, text } from '../search-params.ts'
import type { RawSearch } from '../search-params.ts'
import { SignInForm } from './-auth/sign-in-form.tsx'

export const Route = createFileRoute('/sign-in')({
  staticData: { title: 'Sign in' },
  validateSearch: (search: RawSearch) =>
    checked({
      next: localPath(search['next']),
      email: text(search['email'], 254),
      news: oneOf(search['news'], ['password-changed', 'confirmed', 'leaving']),
      google: oneOf(search['google'], googleRefusals),
    }),
  beforeLoad: async ({ context, search }) => {
    // In a new browser the page comes without waiting for the hub to say that nobody is signed in.
    if (await findMeHere(context.hubs)) throw redirect({ href: search.next ?? '/' })
  },
  component: SignInPage,
})

/** What just happened on the way here. */
const newsWords = {
  'password-changed': 'Your password is changed. Sign in with the new one.',
  confirmed: 'Your address is confirmed. Sign in to start.',
  leaving: 'Your account ends in 14 days. To keep it, sign in before that.',
}

function SignInPage() {
  const { next, email, news, google } = Route.useSearch()
  // Nobody is welcomed back who was never here. What holds at first stays: signing in makes it true.
  const [isBack] = useState(wasHere)
  const words = isBack
    ? { title: 'Welcome back', description: 'Sign in to see your day.' }
    : { title: 'Sign in', description: 'With the account you have on this hub.' }
  return (
    <AuthPage {...words}>
      {news !== undefined && <Note tone="success">{newsWords[news]}</Note>}
      {google !== undefined && <Note tone="warning">{googleWords[google]}</Note>}
      <SignInForm next={next} email={email} />
    </AuthPage>
  )
}
