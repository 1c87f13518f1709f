import { useState } from 'react'
import { toFailure } from '../failure.ts'
import { addressToConfirm } from '../google.ts'
import { settleStepUp } from '../step-up.ts'
import { FormDialog } from './form-dialog.tsx'

/** Whoever has nothing but Google shows it there; the page is left, so what was asked for is asked for again after it. */
export function GoogleProofDialog() {
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const go = async () => {
    setPending(true)
    try {
      location.assign(await addressToConfirm(`${location.pathname}${location.search}`))
    } catch (error) {
      setProblem(toFailure(error).message)
      setPending(false)
    }
  }
  return (
    <FormDialog
      title="Is it you?"
      description="This changes how people sign in or what they may do."
      submitLabel="Go to Google"
      pendingLabel="Opening Google"
      pending={isPending}
      refusal={problem}
      onSubmit={() => void go()}
      onClose={() => settleStepUp(false)}
    >
      <p>Sign in at Google once more. Then you come back to this page and can continue.</p>
    </FormDialog>
  )
}
