import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { PasswordInput } from '@hub/ui/password-input'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { confirmIdentity } from '../auth.ts'
import { toFailure } from '../failure.ts'
import { settleStepUp } from '../step-up.ts'
import { useTRPC } from '../trpc.ts'
import { FormDialog } from './form-dialog.tsx'

/** Asks who is there: with the second factor where there is one, else with the password. */
export function StepUpDialog() {
  const { data, isError } = useQuery({ ...useTRPC().auth.secondFactor.get.queryOptions({}), gcTime: 0 })
  if (!data && !isError) return null
  return <ProofDialog asksCode={data !== undefined && data.totpSince !== null} />
}

/** One field, so it needs no form library: this dialog can open over any page and must come quickly. */
function ProofDialog({ asksCode }: { asksCode: boolean }) {
  const [proof, setProof] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const submit = async () => {
    const given = proof.trim()
    if (given === '') return setProblem('Fill this in.')
    setPending(true)
    try {
      await confirmIdentity(asksCode ? { code: given } : { password: proof })
      settleStepUp(true)
    } catch (error) {
      setProblem(toFailure(error).message)
      setPending(false)
    }
  }
  const field = {
    value: proof,
    autoFocus: true,
    onChange: (event: { target: { value: string } }) => setProof(event.target.value),
  }
  return (
    <FormDialog
      title="Is it you?"
      description={
        asksCode
          ? 'This touches how people get in. Enter a code of your authenticator app, or a backup code.'
          : 'This touches how people get in. Enter your password once more.'
      }
      submitLabel="Confirm"
      pendingLabel="Checking"
      pending={isPending}
      onSubmit={() => void submit()}
      onClose={() => settleStepUp(false)}
    >
      <Field label={asksCode ? 'Code' : 'Password'} error={problem}>
        {asksCode ? (
          <Input {...field} autoComplete="one-time-code" />
        ) : (
          <PasswordInput {...field} autoComplete="current-password" />
        )}
      </Field>
    </FormDialog>
  )
}
