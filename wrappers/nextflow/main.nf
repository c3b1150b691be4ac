// Restores a stack; the optics that the file does not tell go into ext.args, as '--na 1.4 --emission 520'.
process LUCID_DECONVOLVE {
    tag "${meta.id}"
    label 'process_high'
    container 'lucid:0.1.0'

    input:
    tuple val(meta), path(image), path(psf, stageAs: 'psf/*')

    output:
    tuple val(meta), path("${prefix}.tif"), emit: restored
    tuple val(meta), path("${prefix}.tif.json"), emit: record
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}-restored"
    def args = task.ext.args ?: ''
    def psfs = [psf].flatten().join(',')
    // What Java takes beside its heap.
    def memory = (task.memory ? task.memory.toMega() * 0.8 : 4096) as int
    """
    lucid deconvolve ${image} -o ${prefix}.tif ${psfs ? "--psf ${psfs}" : ''} \\
        --threads ${task.cpus} --memory ${memory}M --quiet ${args}

    cat <<-END_VERSIONS > versions.yml
    "${task.process}":
        lucid: \$(lucid --version | sed 's/^[^0-9]*//')
    END_VERSIONS
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}-restored"
    """
    touch ${prefix}.tif ${prefix}.tif.json versions.yml
    """
}
