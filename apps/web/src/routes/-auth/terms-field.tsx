import { Checkbox } from '@hub/ui/checkbox'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'

/** Nobody gets an account without the terms. */
export function TermsField({ error, input }: { error: string | undefined; input: UseFormRegisterReturn }) {
  const noteId = useId()
  return (
    <div>
      <Checkbox
        {...input}
        label={
          <>
            I accept the{' '}
            <Link to="/terms" target="_blank" className="text-link">
              terms of this hub
            </Link>
          </>
        }
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : noteId}
      />
      {error !== undefined && (
        <p id={noteId} role="alert" className="mt-1 text-12 text-danger-text">
          {error}
        </p>
      )}
    </div>
  )
}
