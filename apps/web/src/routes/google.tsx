import type { GoogleStep } from '@hub/api/schemas/auth/google'
import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { createFileRoute, Link, useRouter } from '@tanstack/react-router'
import { AuthPage } from '../components/auth-page.tsx'
import { toFailure } from '../failure.ts'
import { googleRefusals } from '../google-refusals.ts'
import { googleWords } from '../google.ts'
import { checked, localPath, oneOf } from '../search-params.ts'
import type { RawSearch } from '../search-params.ts'
import { GoogleProofForm } from './-auth/google-proof-form.tsx'
import { GoogleSignUpForm } from './-auth/google-sign-up-form.tsx'
import { SecondFactorForm } from './-auth/second-factor-form.tsx'
import { useEnter } from './-auth/use-enter.ts'

/** Where Google's answer leads when something is left to do, or when it did not do what a signed-in person asked for. */
export const Route = createFileRoute('/google')({
  staticData: { title: 'Continue with Google' },
  validateSearch: (search: RawSearch) =>
    checked({ google: oneOf(search['google'], googleRefusals), next: localPath(search['next']) }),
  loaderDeps: ({ search: { google } }) => ({ isOver: google !== undefined }),
  // The step is not in the cache of the hub's answers, which is emptied when somebody comes or goes: what was typed would go with it.
  loader: async ({ deps }) => (deps.isOver ? null : (await import('../google.ts')).findGoogleStep()),
  component: GooglePage,
  errorComponent: ({ error }) => <Ended words={toFailure(error).message} back="/sign-in" />,
})

function GooglePage() {
  const { google, next } = Route.useSearch()
  const step = Route.useLoaderData()
  if (google !== undefined || !step)
    return <Ended words={googleWords[google ?? 'expired']} back={next ?? '/'} />
  return <NextStep step={step} />
}

function Ended({ words, back }: { words: string; back: string }) {
  return (
    <AuthPage title="Nothing was changed">
      <Note tone="warning">{words}</Note>
      <Button block size="lg" render={<Link to={back} />}>
        Go back
      </Button>
    </AuthPage>
  )
}

const titles = {
  second_factor: { title: 'One more step', description: 'Google has said who you are.' },
  proof: {
    title: 'This is your account?',
    description: 'Prove it once; then you can sign in with Google too.',
  },
  sign_up: { title: 'Create an account', description: 'Google has confirmed your address.' },
}

function NextStep({ step }: { step: GoogleStep }) {
  const router = useRouter()
  const enter = useEnter(step.next)
  return (
    <AuthPage {...titles[step.status]}>
      {step.status === 'second_factor' && (
        <SecondFactorForm
          asked={step}
          onDone={enter}
          onBack={() => void router.navigate({ to: '/sign-in' })}
        />
      )}
      {step.status === 'proof' && <GoogleProofForm step={step} onDone={enter} />}
      {step.status === 'sign_up' && <GoogleSignUpForm step={step} onDone={enter} />}
    </AuthPage>
  )
}
