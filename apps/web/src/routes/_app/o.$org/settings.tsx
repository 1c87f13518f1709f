import { Page } from '@hub/ui/app-shell'
import { PageHeader } from '@hub/ui/page-header'
import { Skeleton, Waiting } from '@hub/ui/skeleton'
import { TabPanel, Tabs } from '@hub/ui/tabs'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { lazyPart } from '../../../lazy-part.ts'
import { checked, oneOf } from '../../../search-params.ts'
import type { RawSearch } from '../../../search-params.ts'
import { OwnOnly } from './-settings/own-only.tsx'

// Each tab is a form of its own and comes when it is opened.
const OrganizationSettings = lazyPart(
  async () => (await import('./-settings/organization-settings.tsx')).OrganizationSettings,
)
const AccountSettings = lazyPart(
  async () => (await import('./-settings/account-settings.tsx')).AccountSettings,
)
const ProfileSettings = lazyPart(
  async () => (await import('./-settings/profile-settings.tsx')).ProfileSettings,
)
const NotificationSettings = lazyPart(
  async () => (await import('./-settings/notification-settings.tsx')).NotificationSettings,
)
const SignInSettings = lazyPart(async () => (await import('./-settings/sign-in-settings.tsx')).SignInSettings)

const tabs = [
  { value: 'organization', label: 'Organization' },
  { value: 'profile', label: 'Profile' },
  { value: 'sign-in', label: 'Sign-in' },
  { value: 'notifications', label: 'Notifications' },
  { value: 'account', label: 'Account' },
] as const

export const Route = createFileRoute('/_app/o/$org/settings')({
  staticData: { title: 'Settings' },
  validateSearch: (search: RawSearch) =>
    checked({ tab: oneOf(search['tab'], ['profile', 'sign-in', 'notifications', 'account']) }),
  loader: ({ context: { hub } }) =>
    void hub.queryClient.prefetchQuery(hub.trpc.organizations.get.queryOptions({})),
  component: SettingsPage,
})

function SettingsPage() {
  const { tab = 'organization' } = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <Page>
      <PageHeader title="Settings" />
      <Tabs
        label="Settings of"
        tabs={tabs}
        value={tab}
        onValueChange={(value) =>
          void navigate({ search: value === 'organization' ? {} : { tab: value }, replace: true })
        }
      >
        <div className="max-w-(--reading-max) pt-5">
          <Suspense
            fallback={
              <Waiting>
                <Skeleton className="h-40 w-full" />
              </Waiting>
            }
          >
            <TabPanel value="organization">
              <OrganizationSettings />
            </TabPanel>
            <TabPanel value="profile">
              <OwnOnly>
                <ProfileSettings />
              </OwnOnly>
            </TabPanel>
            <TabPanel value="sign-in">
              <OwnOnly>
                <SignInSettings />
              </OwnOnly>
            </TabPanel>
            <TabPanel value="notifications">
              <OwnOnly>
                <NotificationSettings />
              </OwnOnly>
            </TabPanel>
            <TabPanel value="account">
              <OwnOnly>
                <AccountSettings />
              </OwnOnly>
            </TabPanel>
          </Suspense>
        </div>
      </Tabs>
    </Page>
  )
}
