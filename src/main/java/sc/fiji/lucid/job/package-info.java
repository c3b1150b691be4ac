/**
 * One job from stack to restored stack, the same for every front end: what is
 * known about the microscope is settled, the PSF of each channel made, each
 * channel and frame restored, and all of it told.
 */
package sc.fiji.lucid.job;
