import { createFileRoute } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { ForgotForm } from './-auth/forgot-form.tsx'

export const Route = createFileRoute('/forgot')({
  staticData: { title: 'Choose a new password' },
  component: () => (
    <AuthPage title="Forgot your password?" description="We mail you a link to choose a new one.">
      <ForgotForm />
    </AuthPage>
  ),
})
