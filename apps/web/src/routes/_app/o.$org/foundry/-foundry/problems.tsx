/** The rows that were left out, and why. */
export function Problems({ problems, refused }: { problems: readonly string[]; refused: number }) {
  if (refused === 0) return null
  return (
    <details className="mt-1 text-13 text-text-2">
      <summary className="cursor-pointer rounded-xs">
        {refused === 1 ? '1 row was left out' : `${refused.toLocaleString('en')} rows were left out`}
      </summary>
      <ul className="mt-1 list-disc pl-5">
        {problems.map((problem) => (
          <li key={problem} className="wrap-anywhere">
            {problem}
          </li>
        ))}
      </ul>
    </details>
  )
}
