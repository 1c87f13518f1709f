const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const whole = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const dated =
  /\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|s|nesday|rsday|r|rs|urday)?,? *(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?! *(?:[:.]\d\d|am\b|pm\b|o'clock|nights?|days?|people|h\b))/g

const dayWords = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** "Monday 4 May" in a year in which that is a Tuesday: whoever writes so has another day in mind, and only they know which. */
export function wrongWeekdays(text: string, days: readonly (string | undefined)[]): string[] {
  return [...text.matchAll(dated)].flatMap(([, name = '', date = '']) => {
    const day = days.find((one) => Number(one?.slice(8)) === Number(date))
    if (day === undefined) return []
    const at = new Date(`${day}T00:00Z`)
    const [said, is] = [names.indexOf(name), at.getUTCDay()]
    return said === is
      ? []
      : [`${dayWords.format(at)} is a ${whole[is]}, and you say ${whole[said]}. Write which day you mean.`]
  })
}
