import { showErrorToast } from '@hub/ui/toast'
import { useEffect, useRef } from 'react'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'

interface Beginning<Made> {
  data: Made | undefined
  mutate: (
    input: { idempotencyKey: string },
    options: { onError: (error: { message: string }) => void },
  ) => void
}

/**
 * What the hub made for a dialog that begins with an act, asked for once. It is undefined while the hub is asked, and
 * while its question who is there stands alone; a refusal closes the dialog.
 */
export function useBegun<Made>(begin: Beginning<Made>, onClose: () => void): Made | undefined {
  const isBegun = useRef(false)
  useEffect(() => {
    if (isBegun.current) return
    isBegun.current = true
    begin.mutate(
      { idempotencyKey: newKey() },
      {
        onError: (error) => {
          showErrorToast(toFailure(error).message)
          onClose()
        },
      },
    )
  }, [begin, onClose])
  return begin.data
}
