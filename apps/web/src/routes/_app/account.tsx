import { Button } from '@hub/ui/button'
import { Skeleton, Waiting } from '@hub/ui/skeleton'
import { createFileRoute, Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { lazyPart } from '../../lazy-part.ts'
import { AuthPage } from '../../components/auth-page.tsx'
import { OwnOnly } from './o.$org/-settings/own-only.tsx'

const AccountSettings = lazyPart(
  async () => (await import('./o.$org/-settings/account-settings.tsx')).AccountSettings,
)

/** For people who belong to no organization, whose settings would be around an organization. */
export const Route = createFileRoute('/_app/account')({
  staticData: { title: 'Your account' },
  component: () => (
    <AuthPage isLong title="Your account" description="Your address, a copy of your data, and the way out.">
      <Suspense
        fallback={
          <Waiting>
            <div className="flex flex-col gap-4">
              <Skeleton className="h-60 w-full" />
              <Skeleton className="h-48 w-full" />
              <Skeleton className="h-80 w-full" />
            </div>
          </Waiting>
        }
      >
        <OwnOnly>
          <AccountSettings />
        </OwnOnly>
      </Suspense>
      <Button size="lg" variant="ghost" block render={<Link to="/" />}>
        Back
      </Button>
    </AuthPage>
  ),
})
