import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { useMutation } from '@tanstack/react-query'
import { createFileRoute, Link, useRouter } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { findMeHere, refreshMe } from '../account.ts'
import { toFailure } from '../failure.ts'
import { useTRPC } from '../trpc.ts'
import { isLinkOpen, linkToken } from './-auth/auth-route.ts'
import { LinkPage } from './-auth/link-page.tsx'

/** Opening the page changes nothing, because mail scanners open links too; the button uses the link up. */
export const Route = createFileRoute('/verify')({
  staticData: { title: 'Confirm your address' },
  validateSearch: linkToken,
  loaderDeps: ({ search }) => search,
  loader: async (given) => ({ isOpen: await isLinkOpen(given, 'verify-email', given.deps.token) }),
  component: VerifyPage,
})

function VerifyPage() {
  const { token } = Route.useSearch()
  const { isOpen } = Route.useLoaderData()
  return (
    <LinkPage
      token={token}
      isOpen={isOpen}
      incomplete="Open it from the mail again, or copy all of it."
      ended="It was used already, or it is older than a day. Sign in: if your address is not confirmed yet, you get a new link there."
      act={{ label: 'Go to sign-in', to: '/sign-in' }}
    >
      {(whole) => <Confirm token={whole} />}
    </LinkPage>
  )
}

function Confirm({ token }: { token: string }) {
  const router = useRouter()
  const { hubs } = router.options.context
  const verify = useMutation(
    useTRPC().auth.verifyEmail.mutationOptions({
      onSuccess: async ({ email }) => {
        // Somebody signed in already goes on where they were; everybody else signs in first.
        if (await findMeHere(hubs)) {
          await refreshMe(hubs)
          return router.navigate({ to: '/' })
        }
        return router.navigate({ to: '/sign-in', search: { email, news: 'confirmed' } })
      },
    }),
  )
  return (
    <AuthPage title="Confirm your address" description="One click, and your account is ready.">
      {verify.isError && (
        <Note tone="danger" live>
          {toFailure(verify.error).message}
        </Note>
      )}
      <Button
        variant="primary"
        size="lg"
        block
        pending={verify.isPending}
        pendingLabel="Confirming"
        onClick={() => verify.mutate({ token })}
      >
        Confirm my address
      </Button>
      {verify.isError && (
        <p className="text-center text-text-2">
          <Link to="/sign-in">Sign in</Link> to get a new link.
        </p>
      )}
    </AuthPage>
  )
}
