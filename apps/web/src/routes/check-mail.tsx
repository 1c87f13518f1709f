import { createFileRoute, Link } from '@tanstack/react-router'
import { Button } from '@hub/ui/button'
import { AuthPage } from '../components/auth-page.tsx'
import { checked, oneOf, text } from '../search-params.ts'
import type { RawSearch } from '../search-params.ts'
import { SendAgain } from './-auth/send-again.tsx'

export const Route = createFileRoute('/check-mail')({
  staticData: { title: 'Look in your mailbox' },
  validateSearch: (search: RawSearch) =>
    checked({ email: text(search['email'], 254), for: oneOf(search['for'], ['reset']) }),
  component: CheckMailPage,
})

function CheckMailPage() {
  const { email, for: purpose } = Route.useSearch()
  const isReset = purpose === 'reset'
  return (
    <AuthPage
      title="Look in your mailbox"
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
      {email !== undefined && <SendAgain email={email} isReset={isReset} />}
      <Button block size="lg" render={<Link to="/sign-in" search={email === undefined ? {} : { email }} />}>
        Go to sign-in
      </Button>
      <p className="text-13 text-text-3">
        Nothing there after a minute? Look in the folder for unwanted mail.
      </p>
    </AuthPage>
  )
}
