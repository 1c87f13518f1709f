import type { DeletionPlan } from '@hub/api/schemas/auth/own-account'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Note } from '@hub/ui/note'
import { Skeleton } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../../lazy-part.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { useTRPC } from '../../../../trpc.ts'

// Opened once in a lifetime.
const DeleteAccountDialog = lazyPart(
  async () => (await import('./delete-account-dialog.tsx')).DeleteAccountDialog,
)

/** What becomes of each organization, and the way out. */
export function DeleteAccountCard() {
  const query = useQuery(useTRPC().auth.deletionPlan.queryOptions({}))
  return (
    <Card title="Delete my account">
      <Loaded
        query={query}
        failed="What would be deleted could not be loaded"
        skeleton={<Skeleton className="h-40 w-full" />}
      >
        {(plan) => <Plan plan={plan} />}
      </Loaded>
    </Card>
  )
}

type Planned = DeletionPlan['organizations'][number]

const others = (count: number) => (count === 1 ? 'one other member' : `${count} other members`)

function consequenceOf({ fate, otherMembers }: Planned): string {
  switch (fate) {
    case 'leave':
      return 'You leave it. What you made there stays, under "Former member".'
    case 'hand-over':
      return `You are its only owner, with ${others(otherMembers)}. Make one of them the owner first.`
    case 'delete':
      return 'Nobody else is in it, so it is deleted with all it holds.'
  }
}

const fateWords = {
  leave: { tone: 'neutral', word: 'Stays' },
  'hand-over': { tone: 'warning', word: 'Needs an owner' },
  delete: { tone: 'danger', word: 'Will be deleted' },
} as const

function Plan({ plan: { organizations, graceDays } }: { plan: DeletionPlan }) {
  const [isAsking, setAsking] = useState(false)
  const mustHandOver = organizations.some(({ fate }) => fate === 'hand-over')
  return (
    <div className="flex flex-col gap-4">
      <p className="text-13 text-text-2">
        You are signed out everywhere; API keys and connected applications end at once. After {graceDays} days
        everything about you is erased for good. Until then you can sign in and keep the account.
      </p>
      {organizations.length > 0 && (
        <ul className="flex flex-col gap-4">
          {organizations.map((organization) => {
            const { tone, word } = fateWords[organization.fate]
            return (
              <li key={organization.slug} className="flex flex-wrap items-center gap-x-3 gap-y-2">
                <div className="min-w-0 flex-1">
                  <p className="font-medium wrap-anywhere">{organization.name}</p>
                  <p className="text-13 text-text-2">{consequenceOf(organization)}</p>
                </div>
                {organization.fate === 'hand-over' ? (
                  <Button size="sm" render={<Link to="/o/$org/team" params={{ org: organization.slug }} />}>
                    Open its team
                  </Button>
                ) : (
                  <Status tone={tone}>{word}</Status>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {mustHandOver ? (
        <Note tone="warning">Hand over what only you own. Then you can delete your account here.</Note>
      ) : (
        <Button variant="danger-quiet" className="self-end" onClick={() => setAsking(true)}>
          Delete my account
        </Button>
      )}
      {isAsking && (
        <Suspense>
          <DeleteAccountDialog
            ending={organizations.filter(({ fate }) => fate === 'delete').map(({ name }) => name)}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </div>
  )
}
