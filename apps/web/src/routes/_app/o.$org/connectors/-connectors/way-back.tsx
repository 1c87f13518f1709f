import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { Progress } from '@hub/ui/progress'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'
import { useMe } from '../../../../../account.ts'
import { AuthPage } from '../../../../../components/auth-page.tsx'
import { toFailure } from '../../../../../failure.ts'
import type { Failure } from '../../../../../failure.ts'
import type { Hubs } from '../../../../../trpc.ts'
import { finishOnce, readWayBack } from './finish-connection.ts'
import type { CameBack } from './finish-connection.ts'

interface WayBackPageProps {
  came: CameBack
  hubs: Hubs
}

/** Where a service sends people back to: the connection is made, and shown. */
export function WayBackPage({ came, hubs }: WayBackPageProps) {
  const { organizations } = useMe()
  const back = readWayBack(came)
  const organization = organizations.find(({ slug }) => slug === back.slug)
  if (back.problem !== undefined) return <NotConnected slug={organization?.slug} words={back.problem} />
  if (!organization)
    return (
      <NotConnected
        slug={undefined}
        words={`This was begun in an organization that you are not in. Sign in as whoever began it, and connect ${back.name} again.`}
      />
    )
  return <Finishing {...back} slug={organization.slug} query={came.query} hubs={hubs} />
}

type Came = Extract<ReturnType<typeof readWayBack>, { problem?: undefined }>

interface FinishingProps extends Came {
  query: string
  hubs: Hubs
}

/** Nothing was used up by these, so the same can be tried again. */
const mayTryAgain = new Set<Failure['code']>(['STEP_UP_REQUIRED', 'NO_ANSWER', 'TOO_MANY_REQUESTS'])

function Finishing({ slug, provider, name, query, hubs }: FinishingProps) {
  const navigate = useNavigate()
  const [tries, setTries] = useState(1)
  const [failure, setFailure] = useState<Failure | null>(null)
  const arrive = useEffectEvent((connection: string) => {
    const { queryClient, trpc } = hubs.of(slug)
    void queryClient.invalidateQueries(trpc.connectors.pathFilter())
    // In place of this page: the code in its address is nobody's business any more.
    void navigate({
      to: '/o/$org/connectors',
      params: { org: slug },
      search: { connection },
      replace: true,
    })
  })
  useEffect(() => {
    let isOver = false
    finishOnce(hubs.of(slug), { provider, query }).then(
      ({ id }) => !isOver && arrive(id),
      (error: unknown) => !isOver && setFailure(toFailure(error)),
    )
    return () => {
      isOver = true
    }
  }, [hubs, slug, provider, query, tries])
  if (failure)
    return (
      <NotConnected
        slug={slug}
        words={failure.message}
        onRetry={
          mayTryAgain.has(failure.code)
            ? () => {
                setFailure(null)
                setTries(tries + 1)
              }
            : undefined
        }
      />
    )
  return (
    <AuthPage title="One moment">
      <div role="status">
        <Progress label={`Connecting ${name}…`} />
      </div>
    </AuthPage>
  )
}

interface NotConnectedProps {
  /** The organization it was begun in, where the person is in it. */
  slug: string | undefined
  words: string
  onRetry?: (() => void) | undefined
}

const NotConnected = ({ slug, words, onRetry }: NotConnectedProps) => (
  <AuthPage title="Nothing was connected">
    <Note tone="warning" live>
      {words}
    </Note>
    {onRetry && (
      <Button block size="lg" variant="primary" onClick={onRetry}>
        Try again
      </Button>
    )}
    <Button
      block
      size="lg"
      render={
        slug === undefined ? (
          <Link to="/" replace />
        ) : (
          <Link to="/o/$org/connectors" params={{ org: slug }} replace />
        )
      }
    >
      {slug === undefined ? 'Go to the hub' : 'Back to Connectors'}
    </Button>
  </AuthPage>
)
