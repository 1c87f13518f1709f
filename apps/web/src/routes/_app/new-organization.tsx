import { createFileRoute } from '@tanstack/react-router'
import { AuthPage } from '../../components/auth-page.tsx'
import { NewOrganizationForm } from './-new-organization-form.tsx'

export const Route = createFileRoute('/_app/new-organization')({
  staticData: { title: 'New organization' },
  component: () => (
    <AuthPage
      title="New organization"
      description="For another business. Its tasks, people and credits are its own."
    >
      <NewOrganizationForm />
    </AuthPage>
  ),
})
