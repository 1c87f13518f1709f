import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { Time } from '@hub/ui/time'
import { useMutation } from '@tanstack/react-query'
import { createFileRoute, redirect, useRouter } from '@tanstack/react-router'
import { findMe, refreshMe } from '../account.ts'
import { signOut } from '../auth.ts'
import { AuthPage } from '../components/auth-page.tsx'
import { toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import { useTRPC } from '../trpc.ts'

/** All that is left to somebody who has asked for the end of their account. */
export const Route = createFileRoute('/leaving')({
  staticData: { title: 'Your account ends' },
  beforeLoad: async ({ context }) => {
    const me = await findMe(context.hubs)
    if (me === null) throw redirect({ to: '/sign-in' })
    if (me.user.deletesAt === null) throw redirect({ to: '/' })
    const { email, deletesAt, timeZone } = me.user
    return { leaving: { email, deletesAt, timeZone: timeZone ?? undefined } }
  },
  component: LeavingPage,
})

function LeavingPage() {
  const { leaving } = Route.useRouteContext()
  const { email, deletesAt, timeZone } = leaving
  const router = useRouter()
  const keep = useMutation(
    useTRPC().auth.keepAccount.mutationOptions({
      onSuccess: async () => {
        await refreshMe(router.options.context.hubs)
        await router.navigate({ to: '/' })
      },
    }),
  )
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => location.assign('/sign-in') })
  const failed = keep.error ?? leave.error
  return (
    <AuthPage
      title="Your account is about to be deleted"
      description={
        <>
          Everything about <b className="font-semibold wrap-anywhere text-text">{email}</b> is erased on{' '}
          <Time value={deletesAt} format="full" timeZone={timeZone} />. Until then nothing is lost.
        </>
      }
    >
      {failed !== null && (
        <Note tone="danger" live>
          {toFailure(failed).message}
        </Note>
      )}
      <Button
        variant="primary"
        size="lg"
        block
        pending={keep.isPending}
        pendingLabel="Keeping it"
        onClick={() => keep.mutate({ idempotencyKey: newKey() })}
      >
        Keep my account
      </Button>
      <Button size="lg" block pending={leave.isPending} onClick={() => leave.mutate()}>
        Sign out
      </Button>
      <p className="text-13 text-text-3">
        API keys and connected applications have ended already. If you keep the account, make new ones.
      </p>
    </AuthPage>
  )
}
