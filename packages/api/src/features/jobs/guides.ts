import type { Guide } from '../../platform/catalog/phrases.ts'

/** What work in the background is, and what becomes of it. */
export const jobGuides: Readonly<Record<string, Guide>> = {
  jobStates: {
    title: 'What a background job is',
    say: [
      '(what is|explain|what do you mean by) (a background job|a job in the background)',
      'what are (background jobs|jobs in the background|the jobs on the page jobs) (for|)',
      'what does (given up|put aside|dead) mean (for|of|beside) (a job|a background job|jobs)',
      'why is a (background job|job) (given up|put aside|waiting so long|canceled)',
      'what happens to (a job|jobs|an export|my export) (when|if) i (leave|close) (the page|the browser|my computer)',
      'do i have to (wait|stay on the page) (until|while) (an export|a job) is (done|running)',
      'can i (close|leave|shut) (the browser|the page|the tab|my laptop) (while|when) (an export|a job) (is running|runs|goes on)',
      'how long can i (download|open|get) (a finished export|the file of an export|an export)',
      '(how long|for how long) (is|are) (the file of an export|finished exports|finished jobs|exported files) kept',
      "can (others|everybody|my colleagues) see (my exports|my jobs|each other's jobs)",
      'do i have to keep (the page|the browser|the tab) open (until|while) (an export|the export|a job) (is finished|runs|is done)',
      'what does it mean (when|that|if) a (job|background job) (was given up|is given up|is dead|was put aside)',
      'how long do you keep (exported files|finished exports|the files of exports)',
      'why does it say (given up|put aside) beside (my export|a job)',
    ],
    not: [
      'show the background jobs',
      '(which|are any|show the) jobs (failed|given up|that were given up)',
      'is my export ready',
      'how far is my export',
      'cancel the job Export of tasks',
      'try the job Export of tasks again',
      'why did the job Export of tasks fail',
      'what is running in the background',
      'export all tasks in the background',
      'what jobs does Ana have to do',
    ],
    tell: 'A job is work that goes on by itself, such as a long export: you may close the page, and the page “Jobs” shows how far it is. “Given up” means that it was tried as often as it may be; “Try again” gives it another go, and “Put aside” settles it. Finished jobs and their files are kept for a week; you see your own alone, owners and admins those of everybody.',
  },
}
