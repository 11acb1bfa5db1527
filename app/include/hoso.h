// SPDX-License-Identifier: Apache-2.0
/* hoso for other languages: turns scans, photographs and PDFs into searchable records, as `hoso digitise` does.
 *
 * A job is a handle: start it, take its events when it suits you, wait for its end, read its result, close it. Nothing
 * is ever called back: all functions return at once, or after the time that you give. All text is UTF-8; what comes
 * out as `char *` is yours and is given back with hoso_free. No exception, no signal handler and no output leaves the
 * library, and the process's locale is left alone.
 *
 * Threads: every function may be called from any thread, several jobs may run at once, and one job may be used by
 * several threads; only hoso_close must be the last call with its job.
 *
 * Promise: what stands here keeps its name, meaning and number; later versions only add. docs/library.md has examples
 * in Python and Java. */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

#ifndef HOSO_API
#define HOSO_API __attribute__((visibility("default")))
#endif

/* Number of this interface; a library with a higher one serves programs written for a lower one. */
#define HOSO_INTERFACE 1

/* What functions answer. */
#define HOSO_OK 0       /* done */
#define HOSO_RUNNING 1  /* hoso_wait: the time is over, the job is not */
#define HOSO_FAILED 2   /* hoso_start: see the error */
#define HOSO_BAD_CALL 3 /* a null pointer where none may be */

typedef struct hoso_job hoso_job; /* NOLINT(modernize-use-using,readability-identifier-naming) */

/* Version of the library, for example "0.1.0"; stays valid, is not freed. */
HOSO_API const char* hoso_version(void);
/* HOSO_INTERFACE of the library that is loaded. */
HOSO_API int hoso_interface(void);

/* Starts a job. `request` is a JSON object: "inputs" is the list of images, PDFs and folders; the other names are the
 * keys of a profile (`hoso help profile`), and "profile", "name", "each" and "resume" as the options of `hoso
 * digitise`:
 *   {"inputs": ["scans/ho-so-0001"], "out": "archive", "pdfa": "3u", "threads": 2}
 * "inputs" and "out" must be there ("out" may stand in the profile). No profile is read but the one named.
 * HOSO_OK: *job is the handle. HOSO_FAILED: *error, where `error` is not null, is an error as JSON (docs/json.md), and
 * *job is null. Known now: a wrong request, inputs that are not there, a folder that cannot be written. */
HOSO_API int hoso_start(const char* request, hoso_job** job, char** error);

/* Waits until the job has ended: HOSO_OK; or until the time is over: HOSO_RUNNING. 0 asks only; below 0: no limit. */
HOSO_API int hoso_wait(hoso_job* job, int timeout_ms);

/* The next event as JSON (docs/events.schema.json), waiting for it as hoso_wait does. Null: none in that time, or,
 * once the job has ended, none any more. Up to 100,000 events are kept; then the oldest go. */
HOSO_API char* hoso_next_event(hoso_job* job, int timeout_ms);

/* Asks the job to stop: pages taken are finished, complete dossiers stored, and the rest is left for a job with
 * "resume". Returns at once. */
HOSO_API int hoso_cancel(hoso_job* job);

/* How it ended, as JSON; null while it runs:
 *   {"exit_code": 0, "summary": {…}, "errors": […]}
 * exit_code is that of `hoso digitise` (docs/reference.md); summary the event of that name, absent where the job could
 * not begin; errors all failures of pages and dossiers, or the one that kept it from beginning. */
HOSO_API char* hoso_result(hoso_job* job);

/* Stops the job, waits for its end, and frees it. Null is allowed. */
HOSO_API void hoso_close(hoso_job* job);

/* An error (a JSON object of hoso_start, of an event or of a result) for people: what happened, and what to do next.
 * `language` is "en" or "vi"; any other: "en". Null: it is no such object. */
HOSO_API char* hoso_describe(const char* error, const char* language);

/* Gives text of the other functions back. Null is allowed. */
HOSO_API void hoso_free(char* text);

#ifdef __cplusplus
}
#endif
