import { createFileRoute, Link } from '@tanstack/react-router'
import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { AuthPage } from '../components/auth-page.tsx'
import { checked, oneOf, text } from '../search-params.ts'
import type { RawSearch } from '../search-params.ts'
import { loadRegistration } from './-auth/auth-route.ts'
import { failedAuthPage } from './-auth/failed-auth-page.tsx'
import { SendAgain } from './-auth/send-again.tsx'

export const Route = createFileRoute('/check-mail')({
  staticData: { title: 'Check your mailbox' },
  validateSearch: (search: RawSearch) =>
    checked({ email: text(search['email'], 254), for: oneOf(search['for'], ['reset']) }),
  loader: loadRegistration,
  component: CheckMailPage,
  errorComponent: failedAuthPage('Check your mailbox'),
})

function CheckMailPage() {
  const { email, for: purpose } = Route.useSearch()
  const { mailPage } = Route.useLoaderData()
  const isReset = purpose === 'reset'
  return (
    <AuthPage
      title="Check your mailbox"
      description={
        <>
          {isReset ? 'If there is an account for ' : 'We sent a link to '}
          <b className="font-semibold wrap-anywhere text-text">{email ?? 'your address'}</b>
          {isReset
            ? ', a link to choose a new password is on its way. It works once, for an hour.'
            : '. Open it within 24 hours to confirm the address.'}
        </>
      }
    >
      {mailPage && (
        <Note
          action={
            <Button size="sm" render={<a href={mailPage} target="_blank" rel="noreferrer" />}>
              Open it
            </Button>
          }
        >
          This hub sends no mail yet. It keeps it on a page of its own.
        </Note>
      )}
      {email !== undefined && <SendAgain email={email} isReset={isReset} />}
      <Button block size="lg" render={<Link to="/sign-in" search={email === undefined ? {} : { email }} />}>
        Go to sign-in
      </Button>
      {!mailPage && (
        <p className="text-13 text-text-3">Nothing there after a minute? Look in your spam folder.</p>
      )}
    </AuthPage>
  )
}
