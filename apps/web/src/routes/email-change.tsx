import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { useMutation } from '@tanstack/react-query'
import { createFileRoute, Link, useRouter } from '@tanstack/react-router'
import { findMeHere, refreshMe } from '../account.ts'
import { AuthPage } from '../components/auth-page.tsx'
import { toFailure } from '../failure.ts'
import { checked } from '../search-params.ts'
import type { RawSearch } from '../search-params.ts'
import { useTRPC } from '../trpc.ts'
import { isLinkOpen, linkSecret } from './-auth/auth-route.ts'
import { LinkPage } from './-auth/link-page.tsx'

/** Opening the page changes nothing, because mail scanners open links too; the button uses the link up. */
export const Route = createFileRoute('/email-change')({
  staticData: { title: 'Change of address' },
  validateSearch: (search: RawSearch) =>
    checked({ token: linkSecret(search['token']), refuse: linkSecret(search['refuse']) }),
  loaderDeps: ({ search }) => search,
  loader: async (given) => {
    const { token, refuse } = given.deps
    const isOpen =
      refuse === undefined
        ? await isLinkOpen(given, 'change-email', token)
        : await isLinkOpen(given, 'keep-email', refuse)
    return { isOpen }
  },
  component: EmailChangePage,
})

function EmailChangePage() {
  const { token, refuse } = Route.useSearch()
  const { isOpen } = Route.useLoaderData()
  return (
    <LinkPage
      token={refuse ?? token}
      isOpen={isOpen}
      incomplete="Open it from the mail again, or copy all of it."
      ended='It was used already, it is older than a day, or the change was stopped. See your settings, under "Account", for where it stands.'
      act={{ label: 'Go to the hub', to: '/' }}
    >
      {(whole) => (refuse === undefined ? <Confirm token={whole} /> : <Refuse token={whole} />)}
    </LinkPage>
  )
}

const Start = () => (
  <Button block size="lg" render={<Link to="/" />}>
    Go to the hub
  </Button>
)

function Refusal({ error }: { error: unknown }) {
  return (
    <Note tone="danger" live>
      {toFailure(error).message} See your settings, under "Account", for where it stands.
    </Note>
  )
}

function Confirm({ token }: { token: string }) {
  const router = useRouter()
  const { hubs } = router.options.context
  const confirm = useMutation(
    useTRPC().auth.confirmEmailChange.mutationOptions({
      onSuccess: async ({ status }) => {
        if (status === 'changed' && (await findMeHere(hubs))) await refreshMe(hubs)
      },
    }),
  )
  if (confirm.data) {
    const { status, email } = confirm.data
    const address = <b className="font-semibold wrap-anywhere text-text">{email}</b>
    return status === 'changed' ? (
      <AuthPage
        title="Your address is changed"
        description={<>From now on you sign in with {address}. Other devices were signed out.</>}
      >
        <Start />
      </AuthPage>
    ) : (
      <AuthPage
        title="One of two is done"
        description={
          <>Open the link in the other mailbox as well. Then {address} becomes the address of your account.</>
        }
      >
        <Start />
      </AuthPage>
    )
  }
  return (
    <AuthPage
      title="Confirm the change of address"
      description="Confirm here, and with the link in the other mailbox."
    >
      {confirm.isError && <Refusal error={confirm.error} />}
      <Button
        variant="primary"
        size="lg"
        block
        pending={confirm.isPending}
        pendingLabel="Confirming"
        onClick={() => confirm.mutate({ token })}
      >
        Confirm
      </Button>
    </AuthPage>
  )
}

function Refuse({ token }: { token: string }) {
  const refuse = useMutation(useTRPC().auth.refuseEmailChange.mutationOptions())
  if (refuse.isSuccess)
    return (
      <AuthPage
        title="The change is stopped"
        description="Your account keeps its address, and every device is signed out. Somebody was in it who should not have been: set a new password now."
      >
        <Button variant="primary" block size="lg" render={<Link to="/forgot" />}>
          Set a new password
        </Button>
      </AuthPage>
    )
  return (
    <AuthPage
      title="This was not you?"
      description="Stop the change of your address. It signs every device out, so that whoever asked for it is out too."
    >
      {refuse.isError && <Refusal error={refuse.error} />}
      <Button
        variant="danger"
        size="lg"
        block
        pending={refuse.isPending}
        pendingLabel="Stopping"
        onClick={() => refuse.mutate({ token })}
      >
        Stop the change
      </Button>
    </AuthPage>
  )
}
