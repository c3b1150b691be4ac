# include: "lucid.smk"; config.yaml says what the files do not, as  lucid: "--na 1.4 --emission 520"
rule lucid_deconvolve:
    input:
        "raw/{sample}.tif",
    output:
        stack="restored/{sample}.tif",
        record="restored/{sample}.tif.json",
    params:
        settings=config.get("lucid", ""),
        # What Java takes beside its heap.
        memory=lambda wildcards, resources: f"{resources.mem_mb * 4 // 5}M",
    threads: 4
    resources:
        mem_mb=8000,
    log:
        "logs/lucid/{sample}.log",
    shell:
        """
        lucid deconvolve {input:q} -o {output.stack:q} \
            --threads {threads} --memory {params.memory} {params.settings} 2> {log:q}
        """
